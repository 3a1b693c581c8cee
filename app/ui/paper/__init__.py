"""Records on paper: set, shown, printed and written as PDF."""
