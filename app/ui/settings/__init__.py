"""Display and settings: what a person may choose, declared in one list, and the page of keys."""
