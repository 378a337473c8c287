"""A dataset and a question in; rows, and the passages each row rests on, out."""
