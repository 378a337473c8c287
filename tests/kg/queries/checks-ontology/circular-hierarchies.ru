# finds ent:Treaty
INSERT DATA { GRAPH graph:ontology { ent:Instrument rdfs:subClassOf ent:Treaty } }

# finds ent:disputant
INSERT DATA { GRAPH graph:ontology { ent:party rdfs:subPropertyOf ent:disputant } }

# finds concept:stage-stalled
INSERT DATA { GRAPH graph:ontology { concept:stage-stalled skos:broader concept:stage-suspended } }
