"""What became of a document between two of its versions: text that was kept, added and removed, and by whom.

Loro compares two versions character by character, by each character's identity and not by its looks: a word that was
deleted and typed again is a removed one and an added one, also when two people did that while apart. Who added a
character stands in its identity; who removed it is read from the operations in between.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import loro

from app.crdt.delta import device_of, encode_version
from app.crdt.history import Operation, Step, steps
from app.crdt.replica import misuse, shielded
from app.ids import DeviceId


class Sort(enum.Enum):
    """What became of a stretch of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Run:
    """A stretch of text with one fate; ``device`` added or removed it, None for what was kept."""

    sort: Sort
    text: str
    device: DeviceId | None = None


_Versions = Mapping[int, int]


class Comparison:
    """Two versions of one document, the earlier one contained in the later one.

    Asked for by ``Document.compare``, and of use until the document changes. Kept and added runs read as the text does
    now, kept and removed ones as it did before.
    """

    def __init__(self, doc: loro.LoroDoc, before: _Versions, after: _Versions) -> None:
        self._doc = doc
        self._before, self._after = (frontiers(doc, version) for version in (before, after))
        self._steps = steps(doc, before, after)

    @cached_property
    def writers(self) -> Mapping[str, DeviceId]:
        """The values that were written in between, and whose write of each counts."""
        last: dict[str, tuple[int, int]] = {}
        for step, operation in self._operations():
            if operation.is_value and operation.name:
                when = step.lamport + operation.counter - step.counter, step.peer
                last[operation.name] = max(when, last.get(operation.name, (-1, 0)))
        return {name: device_of(peer) for name, (_, peer) in last.items()}

    @cached_property
    def proses(self) -> tuple[str, ...]:
        """The names of the proses that were written in between, sorted; some may read as before."""
        names = {operation.name for _, operation in self._operations() if not operation.is_value}
        return tuple(sorted(names - {""}))

    def runs(self, name: str) -> tuple[Run, ...]:
        """A prose with its changes, in the order of the text; where both came, removed words stand before added ones.

        A prose that nobody changed is one kept run, an empty one none.
        """
        with shielded(misuse):
            return self._runs(name)

    def _runs(self, name: str) -> tuple[Run, ...]:
        old, new = (state.get_text(name) for state in self._states)
        found: list[Run] = []
        at = now = 0
        for part in self._changes.get(name, ()):
            if isinstance(part, loro.TextDelta.Retain):
                found.append(Run(Sort.KEPT, old.slice(at, at + part.retain)))
                at, now = at + part.retain, now + part.retain
            elif isinstance(part, loro.TextDelta.Delete):
                found += self._removed(old, at, at + part.delete)
                at += part.delete
            elif isinstance(part, loro.TextDelta.Insert):
                found += _added(new, now, now + len(part.insert))
                now += len(part.insert)
        found.append(Run(Sort.KEPT, old.slice(at, old.len_unicode)))
        return _ordered(found)

    @cached_property
    def _states(self) -> tuple[loro.LoroDoc, loro.LoroDoc]:
        return self._doc.fork_at(self._before), self._doc.fork_at(self._after)

    @cached_property
    def _changes(self) -> dict[str, list[loro.TextDelta]]:
        found: dict[str, list[loro.TextDelta]] = {}
        for container, change in self._doc.diff(self._before, self._after).get_diff():
            if isinstance(container, loro.ContainerID.Root) and isinstance(change, loro.Diff.Text):
                found[container.name] = change.diff
        return found

    @cached_property
    def _removals(self) -> dict[tuple[int, int], DeviceId]:
        """Who removed each character; of several who did so while apart, the first as all replicas order them."""
        found: dict[tuple[int, int], DeviceId] = {}
        for step, operation in self._operations():
            if operation.content.type == "delete" and operation.content.start_id:
                counter, _, peer = operation.content.start_id.partition("@")
                for character in range(int(counter), int(counter) + abs(operation.content.len)):
                    found.setdefault((int(peer), character), device_of(step.peer))
        return found

    def _removed(self, text: loro.LoroText, start: int, end: int) -> list[Run]:
        words = text.slice(start, end)
        devices = [self._removals.get(_identity(text, place)) for place in range(start, end)]
        return _split(Sort.REMOVED, words, devices)

    def _operations(self) -> list[tuple[Step, Operation]]:
        return [(step, operation) for step in self._steps for operation in step.ops]


def frontiers(doc: loro.LoroDoc, version: _Versions) -> loro.Frontiers:
    """The heads of a version, which is how Loro names a point of a history."""
    counts = {peer: count for peer, count in version.items() if count}
    return doc.vv_to_frontiers(loro.VersionVector.decode(encode_version(counts)))


def common(one: _Versions, other: _Versions) -> dict[int, int]:
    """What two versions have in common; all that it builds on is in it, as it is in both."""
    shared = {peer: min(count, other.get(peer, 0)) for peer, count in one.items()}
    return {peer: count for peer, count in shared.items() if count}


def _added(text: loro.LoroText, start: int, end: int) -> list[Run]:
    words = text.slice(start, end)
    return _split(Sort.ADDED, words, [device_of(_identity(text, place)[0]) for place in range(start, end)])


def _identity(text: loro.LoroText, place: int) -> tuple[int, int]:
    cursor = text.get_cursor(place, loro.Side.Left)
    return (cursor.id.peer, cursor.id.counter) if cursor is not None and cursor.id is not None else (0, 0)


def _split(sort: Sort, words: str, devices: list[DeviceId | None] | list[DeviceId]) -> list[Run]:
    found, at = [], 0
    for device, run in groupby(devices):
        length = len(list(run))
        found.append(Run(sort, words[at : at + length], device))
        at += length
    return found


def _ordered(runs: list[Run]) -> tuple[Run, ...]:
    """Between two kept runs the removed ones first; neighbours of one fate and author are one run."""
    found: list[Run] = []
    for kept, group in groupby((run for run in runs if run.text), key=lambda run: run.sort is Sort.KEPT):
        between = list(group)
        for run in between if kept else sorted(between, key=lambda run: run.sort is Sort.ADDED):
            if found and (found[-1].sort, found[-1].device) == (run.sort, run.device):
                found[-1] = Run(run.sort, found[-1].text + run.text, run.device)
            else:
                found.append(run)
    return tuple(found)
