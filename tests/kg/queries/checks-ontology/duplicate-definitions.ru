# finds ent:Barrier
INSERT { GRAPH graph:ontology { ent:Precipitant skos:definition ?text } }
WHERE { GRAPH graph:ontology { ent:Barrier skos:definition ?text } }
