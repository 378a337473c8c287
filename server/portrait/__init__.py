"""One thing of the dataset in; the page that shows it to people, in sentences made from its statements, out."""
