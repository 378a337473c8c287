# finds person:ada
INSERT DATA {
  GRAPH graph:entities { person:ada schema:sameAs <http://www.wikidata.org/entity/Q1> }
  GRAPH graph:background { tenure:ada-president schema:sameAs <http://www.wikidata.org/entity/Q1> }
}

# finds state:north
INSERT DATA {
  GRAPH graph:entities { state:north schema:sameAs <http://www.wikidata.org/entity/Q1> , <http://www.wikidata.org/entity/Q2> }
}
