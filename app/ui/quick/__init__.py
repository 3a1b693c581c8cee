"""The short way to write about a pupil."""
