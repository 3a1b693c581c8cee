"""Keeping what was written safe, and getting back to it: copies, computers, recovery card, circle, PIN and lock."""
