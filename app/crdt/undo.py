"""Taking back what one device wrote, save by save, and never what anybody else wrote.

For each save of this device the way back is kept: the shift of each text, and what each key held before. What others
write meanwhile is kept beside it, so that the way back is carried past it: it takes out the characters that this device
put in, wherever they stand now, and leaves what others put between them. A key is put back only while it holds what
this device wrote. Taking back is a change like any other: a new save, sent to everybody, with a way back of its own.

Why not Loro's own manager: docs/decisions/undo.md. Nothing here touches Loro.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.crdt.document import Document
from app.crdt.history import Scalar
from app.crdt.shape import is_name, row_of
from app.crdt.shifts import Shift, amounts, carried, carried_back, joined

#: Saves that can be taken back: half an hour of steady writing.
MOST_STEPS = 600


@dataclass(frozen=True)
class Amount:
    """What taking back a step, or making it again, would do: the keys and texts that it touches, and characters."""

    names: tuple[str, ...]
    put_in: int
    taken_out: int


@dataclass
class _Step:
    """The way back over one save. ``values`` has what a key held after it and what it held before; ``others`` is what
    was written into the texts since, up to the next step."""

    texts: Mapping[str, Shift]
    values: Mapping[str, tuple[Scalar | None, Scalar | None]]
    others: dict[str, Shift] = field(default_factory=dict)

    def meanwhile(self, texts: Mapping[str, Shift]) -> None:
        """Somebody else changed these texts."""
        for name, shift in texts.items():
            self.others[name] = joined(self.others.get(name, ()), shift)

    def handed_down(self) -> dict[str, Shift]:
        """What others wrote since, for the step before this one, as if this one had never been."""
        return {name: carried_back(shift, self.texts.get(name, ())) for name, shift in self.others.items()}

    def make(self, document: Document) -> None:
        """Write the way back into the document."""
        for name, shift in self.texts.items():
            document.shift_prose(name, carried(shift, self.others.get(name, ())))
        for key, (expected, before) in sorted(self.values.items(), key=lambda value: not is_name(value[0])):
            _put_back(document, key, expected, before)

    def amount(self) -> Amount:
        sums = [amounts(shift) for shift in self.texts.values()]
        names = tuple(sorted({*self.texts, *self.values}))
        return Amount(names, sum(into for into, _ in sums), sum(out for _, out in sums))


class Undo:
    """What can be taken back and made again of one document. The document is handed in each time, as loaded."""

    def __init__(self) -> None:
        self._back: list[_Step] = []
        self._again: list[_Step] = []
        self._version: bytes | None = None

    def saved(self, document: Document, before: bytes) -> None:
        """This device has just made a save; ``before`` is the version on which it was made."""
        self._meet(document, before)
        step = self._way_back(document, before)
        if step is not None:
            self._again.clear()
            self._back = [*self._back, step][-MOST_STEPS:]

    def follow(self, document: Document) -> None:
        """Take in what others wrote since the last call."""
        self._meet(document, document.version())

    def next_step(self, *, again: bool) -> Amount | None:
        """What would be taken back next, or made again; None when there is nothing."""
        steps = self._again if again else self._back
        return steps[-1].amount() if steps else None

    def make(self, document: Document, *, again: bool) -> None:
        """Write the next way back into the document; it is for the caller to save it, and to call ``made``."""
        (self._again if again else self._back)[-1].make(document)

    def made(self, document: Document, before: bytes, *, again: bool) -> None:
        """What ``make`` wrote has been saved, or came to nothing; ``before`` is the version on which it was made."""
        steps, other = (self._again, self._back) if again else (self._back, self._again)
        step = steps.pop()
        if steps:
            steps[-1].meanwhile(step.handed_down())
        way_back = self._way_back(document, before)
        if way_back is not None:
            other.append(way_back)

    def _way_back(self, document: Document, before: bytes) -> _Step | None:
        after = self._version = document.version()
        back = document.difference(after, before)
        if not back:
            return None
        return _Step(back.texts, {key: (document.get(key), value) for key, value in back.values.items()})

    def _meet(self, document: Document, now: bytes) -> None:
        """Bring the steps to the version ``now``, which holds all that others have written meanwhile."""
        if self._version is None or not document.has(self._version):
            # The first call; or a copy was brought back, and what was known here is of another life.
            self._back, self._again, self._version = [], [], now
        if self._version == now:
            return
        theirs = document.difference(self._version, now).texts
        for steps in (self._back, self._again):
            if steps:
                steps[-1].meanwhile(theirs)
        self._version = now


def _put_back(document: Document, key: str, expected: Scalar | None, before: Scalar | None) -> None:
    """Put a key back to what it held, if it still holds what was written over that."""
    place = key.removesuffix("!")
    row = _row(place)
    if row is not None and key == place and before is None:
        _take_out(document, place, *row)
    elif row is not None and key != place:
        if before is None:
            document.restore_row(*row)
        else:
            _take_out(document, place, *row)
    elif (rivals := document.rivals(key) if is_name(key) else ()) and expected in {one.value for one in rivals}:
        theirs = {repr(one.value): one.value for one in rivals if one.value != expected}
        if len(theirs) == 1:
            document.put_back(key, *theirs.values())
    elif document.get(key) == expected:
        document.put_back(key, before)


def _take_out(document: Document, place: str, field: str, row: str) -> None:
    """A row in which somebody else has written stays."""
    if document.wrote_alone(place):
        document.remove_row(field, row)


def _row(place: str) -> tuple[str, str] | None:
    """Field and row of the key of a row's place; None for another key."""
    field, _, row = place.partition(".")
    return (field, row) if row and row_of(f"{place}.x") == place else None
