"""The growth archive."""
