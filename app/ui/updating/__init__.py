"""Newer versions of the program on the screen."""
