"""What is typed after `kg` in; the work done by the other packages, and its outcome told, out. One file per verb."""
