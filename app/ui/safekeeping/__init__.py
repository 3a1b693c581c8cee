"""Keeping what was written safe, and getting back to it: the recovery card, the circle, PIN and lock."""
