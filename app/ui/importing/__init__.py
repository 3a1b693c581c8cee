"""Files in: chosen, looked at, taken."""
