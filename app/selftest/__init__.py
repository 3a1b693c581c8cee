"""``tongxing --selftest``: does the program as it was installed do everything it came for? Told as JSON."""
