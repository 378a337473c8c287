"""For whoever judges the model: its documentation."""
