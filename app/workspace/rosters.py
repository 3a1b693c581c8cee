"""A school's list of pupils from a file: first what would become of it, then, in pieces, the pupils.

Nothing is stored before the person has seen it. Columns that are not named are not kept, and what a list says beyond
name, class, grade, class teacher and number (an identity card, a telephone) is not even offered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from app.errors import FileError
from app.export.text_reading import read_csv
from app.export.xlsx_reading import read_xlsx
from app.ids import PersonId, RecordId, SpaceId
from app.records.incoming import Left
from app.records.people import person_value
from app.records.roster import (
    CLASS,
    GRADE,
    NAME,
    NUMBER,
    TEACHER,
    Roster,
    RosterPupil,
    identity,
    pupils_in,
    read_roster,
)
from app.records.values import Value
from app.workspace import editing
from app.workspace.desk import Desk
from app.workspace.pupils import PUPIL, Humans, pupils
from app.workspace.views import Changes

#: The most pupils of one list; a big school has half of it.
MOST_PUPILS = 3_000
#: Pupils that are made in one piece of work: between two pieces, what somebody types is saved.
STEP = 20

_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SHEETS = (".xlsx", ".xlsm", ".xls", ".et")


@dataclass(frozen=True)
class RosterPreview:
    """What would become of a list in a space: each line, and what could not be taken. ``columns`` says, for each head,
    which field it is taken for, empty for none."""

    name: str
    space: SpaceId
    roster: Roster
    columns: tuple[str, ...]
    lines: tuple[RosterPupil, ...]
    left: tuple[Left, ...]

    @property
    def taken(self) -> tuple[RosterPupil, ...]:
        """The lines that become pupils."""
        return tuple(line for line in self.lines if not line.problem)

    @property
    def not_taken(self) -> tuple[RosterPupil, ...]:
        """The lines that do not, each with its reason."""
        return tuple(line for line in self.lines if line.problem)


def preview_roster(desk: Desk, space: SpaceId, name: str, data: bytes) -> RosterPreview:
    """Read a .csv, .xlsx or .xlsm file. Stores nothing.

    Raises FileError: file.too_large, file.not_text, file.empty, file.locked, file.old_sheet, file.not_sheet,
    file.broken, file.swollen, file.no_names; AccessError for an unknown space.
    """
    is_sheet = data.startswith(_OFFICE) or PurePath(name).suffix.lower() in _SHEETS
    incoming = read_xlsx(data) if is_sheet else read_csv(data)
    roster = read_roster(incoming)
    if not roster.lines:
        raise FileError("file.no_names", "no lines below the heads")
    left = incoming.left
    if len(roster.lines) > MOST_PUPILS:
        left = (*left, Left("rows_over", len(roster.lines) - MOST_PUPILS))
        roster = Roster(roster.heads, roster.columns, roster.lines[:MOST_PUPILS])
    return _looked_at(desk, name, space, roster, roster.columns, left)


def with_columns(desk: Desk, preview: RosterPreview, columns: Sequence[str]) -> RosterPreview:
    """The same list with other columns, as the person chose them."""
    return _looked_at(desk, preview.name, preview.space, preview.roster, tuple(columns), preview.left)


def take_pupils(desk: Desk, space: SpaceId, lines: Sequence[RosterPupil]) -> Changes:
    """Make these pupils, all of them or none; who is there meanwhile is passed over. Raises AccessError."""
    humans, there, made = Humans(desk, space), _there(desk, space), set[RecordId]()
    with desk.store.transaction():
        for line in lines:
            if not line.problem and identity(line.values) not in there:
                made.add(editing.create(desk, PUPIL, _values(line, humans), space))
    return Changes(frozenset(made), sync=True)


def _looked_at(
    desk: Desk, name: str, space: SpaceId, roster: Roster, columns: tuple[str, ...], left: tuple[Left, ...]
) -> RosterPreview:
    lines = tuple(pupils_in(roster, columns, _there(desk, desk.space(space).space)))
    return RosterPreview(name, space, roster, columns, lines, left)


def _there(desk: Desk, space: SpaceId) -> frozenset[tuple[str, str, str]]:
    return frozenset(
        identity({NAME: one.name, CLASS: one.class_name, NUMBER: one.number}) for one in pupils(desk, space)
    )


def _values(line: RosterPupil, humans: Humans) -> dict[str, Value]:
    values: dict[str, Value] = {key: line.values[key] for key in (NAME, CLASS, GRADE, NUMBER) if line.values.get(key)}
    teacher = humans.someone(line.values.get(TEACHER))
    if teacher is not None:
        values[TEACHER] = person_value(PersonId(bytes.fromhex(teacher.person))) if teacher.person else teacher.name
    return values
