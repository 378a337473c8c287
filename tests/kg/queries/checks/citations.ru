# finds citation:without-way
INSERT { GRAPH claim:ada-spoke { citation:without-way ent:citedWork work:study } }
WHERE {}

# finds citation:in-two-ways
INSERT {
  GRAPH claim:ada-spoke {
    citation:in-two-ways ent:citedWork work:study .
    article:park-young-june cito:citesAsEvidence work:study ; cito:discusses work:study
  }
}
WHERE {}

# finds claim:ada-spoke
INSERT { GRAPH claim:ada-spoke { article:park-young-june cito:discusses work:study } }
WHERE {}

# finds citation:elsewhere
INSERT { GRAPH claim:ada-spoke { citation:elsewhere ent:citedIn passage:1-1-1-3 } }
WHERE {}

# finds citation:beside-the-point
INSERT { GRAPH claim:ada-spoke { citation:beside-the-point ent:citedFor claim:pact-signing-aborted } }
WHERE {}
