"""Rows of the dataset in; what people mean by a name, in whatever script and spelling they write it, out."""
