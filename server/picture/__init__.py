"""The dataset's things in time in; a picture of them in lanes, the same as a table, and the article's table, out."""
