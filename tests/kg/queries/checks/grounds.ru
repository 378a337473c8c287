# finds state:north
INSERT { state:north ent:party state:south }
WHERE {}

# finds group:farmers
DELETE WHERE { GRAPH graph:entities { group:farmers a ?c } }
