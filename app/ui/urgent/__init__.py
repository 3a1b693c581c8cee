"""Somebody is needed now: how that is said on the screen."""
