"""The default graph by triple patterns, for clients that join on their own side."""
