# finds claim:ada-spoke
DROP GRAPH claim:ada-spoke

# finds claim:new
INSERT { GRAPH claim:new { event:new a ent:Event } }
WHERE {}
