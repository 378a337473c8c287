"""What is checked of the served dataset, for people: its validation report, its coverage, our notes on the articles."""
