"""Fixtures for windows."""

from tests.helpers.windows import stage

__all__ = ["stage"]
