"""A query without an answer in; the pattern that emptied it, and names that are near to those it has, out."""
