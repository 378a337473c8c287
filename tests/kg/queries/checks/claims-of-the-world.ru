# finds agreement:grain-pact
INSERT { GRAPH graph:entities { agreement:grain-pact ent:when '2012' } }
WHERE {}
