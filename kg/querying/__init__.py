"""A query file in; its header, its parameters bound, and the rows or triples of running it out."""
