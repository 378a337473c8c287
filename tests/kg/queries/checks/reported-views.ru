# finds stage:grain-pact-finalised
INSERT { stage:grain-pact-finalised ent:stage concept:stage-finalised }
WHERE {}
