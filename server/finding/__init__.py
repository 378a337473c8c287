"""Finding things by what people call them: the search, and the Reconciliation Service API."""
