"""Ontology, shapes and dataset in; the reference for people (pages, pictures) and for machines (RDF documents) out."""
