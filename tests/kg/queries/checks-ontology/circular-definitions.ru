# finds ent:Treaty
INSERT DATA { GRAPH graph:ontology { ent:Treaty skos:definition "agreement that is a treaty between states"@en } }

# finds ent:organisedBy
INSERT DATA { GRAPH graph:ontology { ent:organisedBy skos:definition "leads from an event to the agent that it is organised by"@en } }
