"""Finding: one field for everything, and every hit with its line."""
