# finds ent:Summitt
INSERT DATA { GRAPH claim:ada-spoke { event:speech-on-pact a ent:Summitt } }

# finds ent:speaksOff
INSERT DATA { GRAPH graph:entities { person:ada ent:speaksOff person:ada } }

# finds concept:stage-singed
INSERT DATA { GRAPH graph:shapes { ent:x ent:stage concept:stage-singed } }
