"""The summary of a group's term."""
