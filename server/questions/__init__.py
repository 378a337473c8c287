"""The saved questions as an API: the list of them, and each with its answer, at addresses of their own."""
