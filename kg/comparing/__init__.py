"""Two versions of the dataset in; what tells them apart, in words, as JSON and as RDF, and a release, out."""
