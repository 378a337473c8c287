"""The dataset in; the same dataset in a store elsewhere, graph by graph and verified, out."""
