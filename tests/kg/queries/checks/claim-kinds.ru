# finds claim:ada-spoke
DELETE { GRAPH graph:claims { claim:ada-spoke a ent:FactualClaim } }
INSERT { GRAPH graph:claims { claim:ada-spoke a ent:JudgementClaim } }
WHERE {}

# finds claim:pact-was-finished
INSERT DATA { GRAPH graph:claims { claim:pact-was-finished a ent:ConditionalClaim } }

# finds claim:pact-signing-aborted
INSERT DATA { GRAPH graph:claims { claim:pact-signing-aborted a ent:CausalClaim } }
