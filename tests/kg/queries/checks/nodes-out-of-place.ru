# finds influence:drought-on-relations
INSERT { GRAPH claim:ada-spoke { influence:drought-on-relations ent:factor ?participation } }
WHERE { ?event ent:hasParticipation ?participation }

# finds event:speech-on-pact
INSERT DATA { GRAPH claim:ada-spoke { event:speech-on-pact ent:concerns influence:drought-on-relations } }
