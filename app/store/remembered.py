"""Small values of a file that are asked for many times a visit: read once, and kept until they may be others."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from app.store.database import Database

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """Values by key. Whoever writes one tells it; what an undone transaction wrote is forgotten by itself."""

    def __init__(self, database: Database) -> None:
        self._database, self._undone = database, database.undone
        self._values: dict[K, V] = {}

    def get(self, key: K, read: Callable[[], V]) -> V:
        """The value of ``key``, by ``read`` if it is not known."""
        if self._undone != self._database.undone:
            self._values, self._undone = {}, self._database.undone
        if key not in self._values:
            self._values[key] = read()
        return self._values[key]

    def forget(self, key: K) -> None:
        """Another value was written, or will be."""
        self._values.pop(key, None)
