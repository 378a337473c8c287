# finds event:speech-on-pact
INSERT { GRAPH claim:ada-spoke { event:speech-on-pact ent:participant [] } }
WHERE {}

# finds event:speech-on-pact
INSERT { event:speech-on-pact ent:participant [] }
WHERE {}

# finds https://w3id.org/entente/.well-known/genid/0
INSERT { GRAPH graph:entities { <https://w3id.org/entente/.well-known/genid/0> a ent:Event } }
WHERE {}
