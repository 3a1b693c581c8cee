"""Where a new record begins: empty, from the last one, from a template."""
