# finds government:ada
INSERT { government:ada ent:headedBy person:ada }
WHERE {}

# finds tenure:ada-president
INSERT { GRAPH graph:background { tenure:ada-president ent:evidence passage:1-1-1-1 } }
WHERE {}

# finds event:speech-on-pact
INSERT { GRAPH claim:ada-spoke { event:speech-on-pact prov:hadPrimarySource source:almanac } }
WHERE {}

# finds claim:ada-spoke
INSERT { GRAPH graph:claims { claim:ada-spoke prov:wasDerivedFrom source:almanac } }
WHERE {}

# finds tenure:ada-president
DELETE { GRAPH graph:background { tenure:ada-president prov:hadPrimarySource ?s } }
WHERE { GRAPH graph:background { ?t prov:hadPrimarySource ?s } }
