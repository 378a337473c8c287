# finds shapes:prefix-concept
INSERT DATA { GRAPH graph:shapes { shapes:prefix-other sh:prefix "concept" ; sh:namespace "https://w3id.org/other/"^^xsd:anyURI } }

# finds shapes:prefix-skos
INSERT { GRAPH graph:shapes { shapes:prefix-other sh:prefix "words" ; sh:namespace ?namespace } }
WHERE { GRAPH graph:shapes { shapes:prefix-skos sh:namespace ?namespace } }

# finds shapes:prefix-ent
DELETE { GRAPH graph:ontology { ?ontology vann:preferredNamespacePrefix "ent" } }
INSERT { GRAPH graph:ontology { ?ontology vann:preferredNamespacePrefix "entente" } }
WHERE { GRAPH graph:ontology { ?ontology vann:preferredNamespacePrefix "ent" } }
