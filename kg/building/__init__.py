"""Loaded sources go in; a derived, validated and written dataset with its manifest comes out."""
