# finds stage:grain-pact-finalised
DELETE WHERE { GRAPH claim:pact-was-finished { ?x ent:hasTimeSpan ?s } }

# finds government:ada
DELETE WHERE { GRAPH graph:background { government:ada ent:when ?s } }
