# finds claim:ada-spoke
DELETE WHERE { GRAPH graph:claims { claim:ada-spoke ent:evidence ?e } }

# finds claim:ada-spoke
INSERT { GRAPH graph:claims { claim:ada-spoke ent:evidence passage:9-9-9-9 } }
WHERE {}
