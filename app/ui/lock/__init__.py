"""A screen that is locked while nobody sits before it, and opens again where she left it."""
