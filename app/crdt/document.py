"""One record's document, as one device sees and writes it: values, prose, rows, sets, and what people need to see."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Self

import loro

from app.crdt import delta as wire
from app.crdt.comparing import Comparison, common, frontiers
from app.crdt.difference import Difference, difference
from app.crdt.history import EMPTY, MAP, Change, Rival, Scalar, begun_by, changes, scalar, steps
from app.crdt.replica import Replica, misuse, shielded
from app.crdt.shape import (
    check_name,
    clean,
    is_name,
    member_key,
    next_place,
    place_key,
    place_of,
    removal_key,
    row_id,
    row_of,
)
from app.crdt.shifts import Shift
from app.crdt.sittings import Sitting, sittings
from app.errors import Bug, RecordError
from app.ids import DeviceId

#: How long the smallest edit may be searched for, before we settle for whole lines; milliseconds.
DIFF_TIME = 200
_INT64 = 1 << 63
_START, _END, _BEFORE, _BEHIND = range(4)


class Document(Replica):
    """One record's CRDT document, as seen and written by one device."""

    # -- single values ------------------------------------------------------------------------------------------------

    def get(self, key: str) -> Scalar | None:
        """The value of a key; None when it is not set."""
        with shielded(misuse):
            found = self._map.get(key)
            return scalar(found.value) if loro.ValueOrContainer.is_value(found) else None

    def set(self, key: str, value: Scalar | None) -> None:
        """Set a value; None clears it. Also the way to pick one of several rivals. Raises Bug for a value of no use."""
        check_name(key)
        if isinstance(value, int) and not -_INT64 <= value < _INT64:
            raise Bug("bug", "number out of range")
        self._write(key, clean(value) if isinstance(value, str) else value, bool(self.rivals(key)))

    def keys(self, prefix: str = "") -> list[str]:
        """The keys that are set, sorted: values, row places and marks."""
        with shielded(misuse):
            return sorted(key for key in self._map.keys() if key.startswith(prefix))  # noqa: SIM118  # not a dict

    # -- prose --------------------------------------------------------------------------------------------------------

    def prose(self, name: str) -> str:
        """The text of a prose; positions in it are code points."""
        with shielded(misuse):
            return self._text(name).to_string()

    def prose_names(self) -> list[str]:
        """The names of the proses that are not empty, sorted."""
        with shielded(misuse):
            names = self._doc.get_value()
        return [name for name in sorted(names) if is_name(name) and self.prose(name)] if isinstance(names, dict) else []

    def write_prose(self, name: str, new: str) -> None:
        """Make the text read ``new`` by the smallest edits, so that others' edits merge with it."""
        text = self._text(name)
        with shielded(misuse):
            try:
                text.update(clean(new), timeout_ms=DIFF_TIME)
            except ValueError:
                text.update_by_line(clean(new))
        self._note(name)

    def insert_prose(self, name: str, position: int, text: str) -> None:
        """Insert at a code point. Raises Bug when the position is outside the text."""
        with shielded(misuse):
            self._text(name).insert(position, clean(text))
        self._note(name)

    def delete_prose(self, name: str, start: int, end: int) -> None:
        """Delete the code points [start, end). Raises Bug when they are not all in the text."""
        with shielded(misuse):
            self._text(name).delete(start, end - start)
        self._note(name)

    def shift_prose(self, name: str, shift: Shift) -> None:
        """Change a text by exactly these insertions and deletions. Raises Bug when they reach beyond its end."""
        at = 0
        for part in shift:
            if isinstance(part, str):
                self.insert_prose(name, at, part)
                at += len(part)
            elif part > 0:
                at += part
            else:
                self.delete_prose(name, at, at - part)

    # -- rows ---------------------------------------------------------------------------------------------------------

    def rows(self, field: str) -> list[str]:
        """The ids of a field's rows, in order."""
        return [row for _, row in self._placed(field)]

    def add_row(self, field: str, before: str | None = None, row: str | None = None) -> str:
        """Add a row before another one (None: at the end) and return its id, a fresh one unless given."""
        row = row or row_id(self._chance)
        self.add_rows(field, [row], before)
        return row

    def add_rows(self, field: str, rows: Sequence[str], before: str | None = None) -> None:
        """Add rows with these ids before another one (None: at the end), in this order, as a pasted table does."""
        if any(self.get(place_key(field, row)) is not None for row in rows):
            raise Bug("bug", "row exists")
        self._place(field, rows, before)

    def move_row(self, field: str, row: str, before: str | None) -> None:
        """Move a row before another one (None: to the end). Raises Bug when there is no such row."""
        if before == row:
            return
        if row not in self.rows(field):
            raise Bug("bug", "no such row")
        self._place(field, [row], before)

    def remove_row(self, field: str, row: str) -> None:
        """Mark a row as removed; its cells stay. An edit in it that we do not know of brings it back when it comes."""
        if row in self.rows(field):
            self._write(removal_key(field, row), True, again=True)
            self._edited.discard(place_key(field, row))

    def restore_row(self, field: str, row: str) -> None:
        """Take the mark back."""
        self._write(removal_key(field, row), None)

    def wrote_alone(self, place: str) -> bool:
        """Did nobody but this device ever write in a row, by the key of its place?"""
        with shielded(misuse):
            self._causality.follow(self._doc, self._version)
            return self._causality.editors(place) <= {self._peer}

    def _placed(self, field: str) -> list[tuple[str, str]]:
        prefix = place_key(field, "x")[:-1]
        found = []
        for key in self.keys(prefix):
            row = key.removeprefix(prefix)
            if is_name(row) and "." not in row and not (self.get(key + "!") is True and self._is_gone(key)):
                found.append((place_of(self.get(key)), row))
        return sorted(found)

    def _is_gone(self, place: str) -> bool:
        if place in self._edited:
            return False
        if place + "!" in self._unsaved:
            return True
        with shielded(misuse):
            self._causality.follow(self._doc, self._version)
            return self._causality.row_is_gone(self._doc, place, place + "!")

    def _place(self, field: str, rows: Sequence[str], before: str | None) -> None:
        others = [(place, other) for place, other in self._placed(field) if other not in rows]
        at = next((index for index, (_, other) in enumerate(others) if other == before), len(others))
        low, neighbour = others[at - 1] if at else ("", None)
        # Rows that got one place on two laptops lie on a knife's edge: all of them but the first move behind us.
        stuck = [other for place, other in others[at:] if place <= low]
        high = next((place for place, _ in others[at:] if place > low), None)
        for moved in [*rows, *stuck]:
            ours = neighbour is not None and self._map.get_last_editor(place_key(field, neighbour)) == self._peer
            low = next_place(low, high, ours, self._chance)
            self._write(place_key(field, moved), low)
            neighbour = moved

    # -- sets ---------------------------------------------------------------------------------------------------------

    def members(self, field: str) -> list[str]:
        """The members of a set, sorted."""
        prefix = check_name(field) + ":"
        return [key.removeprefix(prefix) for key in self.keys(prefix) if self.get(key) is True]

    def mark(self, field: str, member: str, present: bool) -> None:
        """Put a member in a set, or take it out."""
        self._write(member_key(field, clean(member)), True if present else None)

    def put_back(self, key: str, value: Scalar | None) -> None:
        """Write any key as it was at another time: a value, a row's place, a mark."""
        self._write(key, value, is_name(key) and bool(self.rivals(key)))

    # -- two lives of one device --------------------------------------------------------------------------------------

    def saves_of(self, device: DeviceId, since: int) -> list[tuple[int, str]]:
        """A device's saves from operation ``since`` on: the number of each one's first operation, and all of it in a
        form in which two replicas can be compared."""
        peer = wire.peer_of(device)
        end = self._version.get(peer, 0)
        if since >= end:
            return []
        with shielded(misuse):
            told = self._doc.export_json_in_id_span(loro.IdSpan(peer, loro.CounterSpan(since, end)))
        saves = [(int(str(save["id"]).partition("@")[0]), save) for save in json.loads(told)]
        return [(number, json.dumps(save, sort_keys=True)) for number, save in sorted(saves, key=lambda one: one[0])]

    def count(self, device: DeviceId) -> int:
        """How many operations of a device are in here."""
        return self._version.get(wire.peer_of(device), 0)

    def write_as(self, other: Self, since: Mapping[DeviceId, int]) -> None:
        """Make everything that these devices wrote in ``other`` from these numbers on read as it does there.

        What was written under a name that another laptop used as well is written once more, under one's own.
        """
        with shielded(misuse):
            known = {**other._version, **{wire.peer_of(device): start for device, start in since.items()}}
            operations = [operation for step in steps(other._doc, known, other._version) for operation in step.ops]
        for name in dict.fromkeys(operation.name for operation in operations if operation.is_value and operation.name):
            self._write(name, other.get(name))
        for name in dict.fromkeys(op.name for op in operations if not op.is_value and op.name):
            self.write_prose(name, other.prose(name))

    # -- what people need to see --------------------------------------------------------------------------------------

    def rivals(self, key: str) -> tuple[Rival, ...]:
        """The values that people set for a field without knowing of each other's; () when there is just one.

        Setting the key to any value picks it. The same on every replica that holds the same changes.
        """
        if len(self._version) < 2 or key in self._unsaved or not is_name(key):
            return ()
        with shielded(misuse):
            self._causality.follow(self._doc, self._version)
            return self._causality.rivals(self._doc, key)

    def rival_keys(self) -> tuple[str, ...]:
        """The keys that have rivals, sorted."""
        if len(self._version) < 2:
            return ()
        with shielded(misuse):
            self._causality.follow(self._doc, self._version)
        return tuple(sorted(key for key in self._causality.rival_keys() if self.rivals(key)))

    def anchor(self, name: str, position: int, end: bool = False) -> bytes:
        """A place in a prose that moves with the text: it leans on the character at ``position``, or,
        as the ``end`` of a range, on the one before. Raises Bug when the position is outside the text."""
        text = self._text(name)
        with shielded(misuse):
            length = text.len_unicode
            if not 0 <= position <= length:
                raise Bug("bug", "position outside the text")
            if position == (0 if end else length):
                return bytes([_START if end else _END])
            cursor = text.get_cursor(position - end, loro.Side.Left)
        if cursor is None or cursor.id is None:
            raise Bug("bug", "no character at the position")
        return bytes([_BEHIND if end else _BEFORE]) + wire.encode_point(cursor.id.peer, cursor.id.counter)

    def position(self, name: str, anchor: bytes) -> int | None:
        """Where an anchor is now; None when its character is gone, was never here, or the bytes are no anchor."""
        place = self._resolve(name, anchor)
        return None if place is None or place[1] else place[0]

    def span(self, name: str, start: bytes, end: bytes) -> tuple[int, int] | None:
        """What is left between two anchors, [start, end); None when all of it is gone or an anchor is unknown."""
        first, last = self._resolve(name, start), self._resolve(name, end)
        return (first[0], last[0]) if first and last and first[0] < last[0] else None

    def _resolve(self, name: str, anchor: bytes) -> tuple[int, bool] | None:
        """(position, is the character gone?) of an anchor; None when it is unknown here."""
        text = self._text(name)
        if anchor[:1] in (bytes([_START]), bytes([_END])) and len(anchor) == 1:
            return (text.len_unicode if anchor[0] == _END else 0), False
        if anchor[:1] not in (bytes([_BEFORE]), bytes([_BEHIND])):
            return None
        try:
            peer, counter = wire.decode_point(anchor[1:])
            with shielded(misuse):
                found = self._doc.get_cursor_pos(loro.Cursor.decode(wire.cursor_bytes(name, peer, counter)))
                gone = found.update is not None
                return found.current.pos + (anchor[0] == _BEHIND and not gone), gone
        except (RecordError, Bug):
            return None

    def difference(self, since: bytes, until: bytes) -> Difference:
        """What turns the document as it was at version ``since`` into that of ``until``, which may be the earlier one.
        Raises Bug when one of them is not in here, or changes are uncommitted."""
        self._settled()
        with shielded(misuse):
            return difference(self._doc, wire.decode_version(since), wire.decode_version(until))

    def begun_by(self, device: DeviceId) -> int | None:
        """When a device saved here first, by its own clock, in seconds since 1970; None: never."""
        with shielded(misuse):
            return begun_by(self._doc, wire.peer_of(device))

    def history(self) -> tuple[Change, ...]:
        """Every save, causes before effects, equal on all replicas."""
        with shielded(misuse):
            return changes(self._doc, self._version)

    def sittings(self) -> tuple[Sitting, ...]:
        """The saves by sittings, causes before effects, equal on all replicas."""
        with shielded(misuse):
            return sittings(self._doc, self._version)

    def prose_at(self, name: str, frontier: bytes) -> str:
        """A prose as the author of ``Change.frontier`` saw it after that save. Raises Bug when it is unknown."""
        check_name(name)
        with shielded(misuse):
            return self._then(frontier).get_text(name).to_string()

    def value_at(self, key: str, frontier: bytes) -> Scalar | None:
        """A value as the author of ``Change.frontier`` saw it after that save. Raises Bug when it is unknown."""
        with shielded(misuse):
            found = self._then(frontier).get_map(MAP).get(key)
            return scalar(found.value) if loro.ValueOrContainer.is_value(found) else None

    def compare(self, before: bytes, after: bytes | None = None) -> Comparison:
        """What became of the record from one version to another, by default what is here. Raises RecordError for bytes
        that are no version, and Bug when changes are uncommitted.

        What of ``before`` is not in ``after``, or not here, is left out of both.
        """
        self._settled()
        later = common(wire.decode_version(after), self._version) if after is not None else self._version
        with shielded(misuse):
            return Comparison(self._doc, common(wire.decode_version(before), later), later)

    def at(self, version: bytes) -> Self:
        """The document as of a version, to be read. Raises as ``compare`` does."""
        self._settled()
        then = common(wire.decode_version(version), self._version)
        with shielded(misuse):
            past = self._doc.fork_at(frontiers(self._doc, then)).export(loro.ExportMode.Updates(EMPTY))
        return type(self)(wire.device_of(self._peer), past if then else None, self._chance)

    def authors(self, name: str) -> list[tuple[int, int, DeviceId]]:
        """Who typed what is there now: runs [start, end) of code points, in order."""
        runs: list[tuple[int, int, DeviceId]] = []
        text = self._text(name)
        with shielded(misuse):
            peers = [text.get_editor_at_unicode_pos(position) for position in range(text.len_unicode)]
        for peer, run in groupby(enumerate(peers), key=lambda item: item[1]):
            positions = [position for position, _ in run]
            if peer is not None:
                runs.append((positions[0], positions[-1] + 1, wire.device_of(peer)))
        return runs

    def _then(self, frontier: bytes) -> loro.LoroDoc:
        """The document at an earlier point; the last one asked for is kept, as fields are read one by one."""
        self._settled()
        if self._past is None or self._past[0] != frontier:
            at = loro.Frontiers.from_id(loro.ID(*wire.decode_point(frontier)))
            self._past = frontier, self._doc.fork_at(at)
        return self._past[1]

    def _text(self, name: str) -> loro.LoroText:
        check_name(name)
        with shielded(misuse):
            return self._doc.get_text(name)

    def _write(self, key: str, value: Scalar | None, again: bool = False) -> None:
        """Write a value; ``again``: even if it is there already, to say that all that is known now was known then."""
        current = self.get(key)
        same = current == value and type(current) is type(value)
        if same and not again:
            return
        with shielded(misuse):
            if value is None or same:  # Loro drops a write of the value that is there
                self._map.delete(key)
            if value is not None:
                self._map.insert(key, value)
        self._note(key)

    def _note(self, name: str) -> None:
        self._unsaved.add(name)
        row = row_of(name)
        if row is not None:
            self._edited.add(row)
