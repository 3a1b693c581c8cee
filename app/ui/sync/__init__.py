"""One visit at a time, and the line at the window's foot that says how things stand."""
