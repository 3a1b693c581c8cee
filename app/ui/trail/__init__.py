"""The trail of one's work."""
