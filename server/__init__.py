"""The dataset over HTTP: SPARQL, pages and health; imports kg, which knows nothing of it."""
