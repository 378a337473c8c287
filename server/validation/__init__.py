"""Validation of anybody's RDF over HTTP: the page, the endpoint, and the processes that do it."""
