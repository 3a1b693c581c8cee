"""One list for every kind."""
