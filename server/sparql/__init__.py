"""The SPARQL endpoint: the protocol, and the evaluators that answer."""
