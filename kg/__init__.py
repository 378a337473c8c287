"""From an article to a dataset: reading, claims, querying, building, asking. Knows RDF, knows no HTTP."""
