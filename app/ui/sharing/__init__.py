"""Giving drafts to a space: what that means is said before it happens."""
