# finds ent:Embassy
INSERT DATA { GRAPH graph:ontology { ent:Embassy a owl:Class } }

# finds ent:accreditedTo
INSERT DATA { GRAPH graph:ontology { ent:accreditedTo a owl:ObjectProperty } }

# finds concept:stage-lapsed
INSERT DATA { GRAPH graph:ontology { concept:stage-lapsed skos:inScheme concept:stages } }
