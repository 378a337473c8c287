"""Curated files and the lock file of passages go in; checked statements and claims come out."""
