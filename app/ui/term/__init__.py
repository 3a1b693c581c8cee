"""My term: what one has written and tried, seen by oneself alone."""
