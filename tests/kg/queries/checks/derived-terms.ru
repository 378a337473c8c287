# finds state:north
INSERT { GRAPH graph:derived { state:north owl:sameAs state:south } }
WHERE {}

# finds state:north
INSERT { GRAPH graph:derived-with-background { state:north a owl:Thing } }
WHERE {}
