"""The graph as linked data: what the IRIs of things lead to."""
