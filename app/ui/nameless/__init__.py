"""A copy of a record without names, to be passed on."""
