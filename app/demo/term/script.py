"""What happens in the term: resources/demo/<language>/term.toml, with its marks for people, records and days.

``@cls`` stands for a person of the play, ``=rain`` for a record of the play, ``T+14`` for the fourteenth day after the
term's first, ``N-3`` for three days before today; a time of day may follow a day.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from app.ids import PersonId
from app.records.people import person_value
from app.records.values import Value
from app.resources import resource

#: Weeks of the term that lie behind on the day of the play.
WEEKS_BEHIND = 11
_DAY = re.compile(r"([TN])([+-]\d{1,3})( \d\d:\d\d)?")


class Somebody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person; ``home`` names the laptop, which several may share."""

    name: str
    home: str
    profile: dict[str, Any]


class Circle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A space: who founds it, and whom she invites."""

    key: str
    name: str
    purpose: str
    by: str
    members: list[str]


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record; without a space it stays its writer's own. ``charter``: the one that its space has already."""

    kind: str
    by: str
    values: dict[str, Any]
    id: str = ""
    space: str = ""
    charter: bool = False


class Child(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pupil, and the mentors that were wished for."""

    id: str
    name: str
    grade: str
    wishes: list[str] = []


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom a pupil gets as a mentor."""

    pupil: str
    mentor: str


class Cared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record in a pupil's care circle."""

    kind: str
    pupil: str
    by: str
    values: dict[str, Any]


class Remark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A comment at words of a record."""

    by: str
    on: str
    path: str
    words: str
    body: str


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An action step beside a record."""

    by: str
    on: str
    text: str
    due: str
    whom: str = msgspec.field(name="for")


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question, and its answer in the open."""

    by: str
    space: str
    text: str
    answer_by: str
    answer: str


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole term."""

    village: str
    town: str
    people: dict[str, Somebody]
    spaces: list[Circle]
    records: list[Written]
    pupils: list[Child]
    pairs: list[Pair]
    cared: list[Cared]
    comments: list[Remark]
    steps: list[Step]
    questions: list[Asked]


def read_script(language: str, file: Path | None = None) -> Script:
    """The term in a language."""
    path = file or resource("demo", language, "term.toml")
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Script)


def first_day(today: date) -> date:
    """The term's first day: a Monday so many weeks ago."""
    return today - timedelta(days=today.weekday()) - timedelta(weeks=WEEKS_BEHIND)


@dataclass(frozen=True)
class Meaning:
    """What the marks of a script stand for: a person's hexadecimal id, a record's id, and today."""

    person: Callable[[str], str]
    record: Callable[[str], str]
    today: date

    def values(self, written: Mapping[str, Any]) -> dict[str, Value]:
        """Values as a record takes them."""
        return {key: self.value(value) for key, value in written.items()}

    def value(self, written: Any) -> Any:
        """One value, or the values of rows and sets."""
        if isinstance(written, list):
            return [self.value(one) for one in written]
        if isinstance(written, dict):
            return {key: self.value(one) for key, one in written.items()}
        return self._text(written) if isinstance(written, str) else written

    def day(self, written: str) -> str:
        """A day (and a time of day) in ISO form; what is no day stays as it is."""
        found = _DAY.fullmatch(written)
        if found is None:
            return written
        begin = first_day(self.today) if found[1] == "T" else self.today
        time = f"T{found[3].strip()}" if found[3] else ""
        return (begin + timedelta(days=int(found[2]))).isoformat() + time

    def _text(self, written: str) -> str:
        if written.startswith("@"):
            return person_value(PersonId(bytes.fromhex(self.person(written[1:]))))
        if written.startswith("="):
            return self.record(written[1:])
        return self.day(written)
