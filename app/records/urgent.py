"""Somebody is needed now: how a kind declares it. Such a record leaves before everything else, and stands first on the
start page of whoever receives it, until somebody is there."""

from dataclasses import dataclass

from app.records.values import Values


@dataclass(frozen=True)
class Urgent:
    """Fields of a kind, by key: the mark itself, the line that says where and who should come, and the line that says
    who is there, which ends it."""

    flag: str
    what: str
    settled: str

    def is_set(self, values: Values) -> bool:
        """Is somebody still needed?"""
        return values.get(self.flag) is True and not values.get(self.settled)
