"""A school's list of pupils from a file: looked at, its columns named, and then taken."""
