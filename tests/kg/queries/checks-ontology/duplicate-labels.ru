# finds ent:Barrier
INSERT DATA { GRAPH graph:ontology { ent:Precipitant rdfs:label "barrier"@en } }

# finds concept:stage-ratified
INSERT DATA { GRAPH graph:ontology { concept:stage-signed rdfs:label "ratified"@en } }

# finds state:north
INSERT DATA { GRAPH graph:entities { state:south rdfs:label "North"@en } }
