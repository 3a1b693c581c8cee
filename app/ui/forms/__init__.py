"""One form for every kind, built from its declaration."""
