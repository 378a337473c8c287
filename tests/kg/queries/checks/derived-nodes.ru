# finds coincidence:anger-on-pact--grain-pact-signing-aborted
DELETE WHERE { GRAPH graph:derived { coincidence:anger-on-pact--grain-pact-signing-aborted prov:wasDerivedFrom ?c } }

# finds in-office:event-speech-on-pact--ada
DELETE WHERE { GRAPH graph:derived-with-background { in-office:event-speech-on-pact--ada prov:wasDerivedFrom ?c } }

# finds coincidence:anger-on-pact--grain-pact-signing-aborted
DELETE WHERE { influence:anger-on-pact a ent:Barrier }
