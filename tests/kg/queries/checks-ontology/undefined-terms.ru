# finds ent:Treaty
DELETE WHERE { GRAPH graph:ontology { ent:Treaty skos:definition ?text } }

# finds ent:when
DELETE WHERE { GRAPH graph:ontology { ent:when rdfs:label ?text } }

# finds ent:stage
DELETE WHERE { GRAPH graph:ontology { ent:stage rdfs:isDefinedBy ?module } }

# finds concept:stages
INSERT DATA { GRAPH graph:ontology { concept:stages skos:definition "how far a thing came"@en } }

# finds concept:stage-signed
INSERT DATA { GRAPH graph:ontology { concept:stage-signed rdfs:label "signed and sealed"@en } }
