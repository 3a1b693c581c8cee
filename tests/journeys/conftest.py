"""Fixtures for windows, and for people without one."""

from tests.helpers.windows import stage
from tests.helpers.world import empty_world

__all__ = ["empty_world", "stage"]
