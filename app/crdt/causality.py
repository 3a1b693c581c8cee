"""Who wrote knowing what: rival values, and rows that were edited while somebody removed them.

For each key we keep the *last* writes: those that no other write to the key knew of. ``Causality`` follows a document
as it grows, so that each operation is looked at once. All answers are functions of the operations alone: replicas
that hold the same operations give the same answers, in whatever order these came and however often one restarted.
"""

from collections.abc import Iterator

import loro
import msgspec

from app.crdt.delta import device_of
from app.crdt.history import EMPTY, Rival, Scalar, clock_time, scalar, steps
from app.crdt.shape import row_of


class _Write(msgspec.Struct, frozen=True):
    peer: int
    counter: int
    value: Scalar | None


class Causality:
    """The last writes of each key, and the last edits of each row, of the committed part of one document."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}
        self._writes: dict[str, list[_Write]] = {}
        self._edits: dict[str, dict[int, int]] = {}

    def follow(self, doc: loro.LoroDoc, version: dict[int, int]) -> None:
        """Take in what the document has committed since the last call."""
        if version == self._seen:
            return
        for step in steps(doc, self._seen, version):
            past: loro.VersionVector | None = None
            for operation in step.ops:
                row = row_of(operation.name)
                if row is not None:
                    self._edits.setdefault(row, {})[step.peer] = operation.counter
                if not operation.is_value:
                    continue
                others = [old for old in self._writes.get(operation.name, ()) if old.peer != step.peer]
                if others:
                    past = past or _past(doc, step.peer, step.counter)
                    others = [old for old in others if not past.includes_id(loro.ID(old.peer, old.counter))]
                others.append(_Write(step.peer, operation.counter, scalar(operation.content.value)))
                self._writes[operation.name] = others
        self._seen = dict(version)

    def rivals(self, doc: loro.LoroDoc, key: str) -> tuple[Rival, ...]:
        """The different values among a key's last writes, or nothing when there is one; by time, then device."""
        values: dict[tuple[type, Scalar | None], Rival] = {}
        for write in sorted(self._writes.get(key, ()), key=lambda write: write.peer):
            change = doc.get_change(loro.ID(write.peer, write.counter))
            time = clock_time(change.timestamp, change.message) if change else 0
            rival = Rival(write.value, device_of(write.peer), time)
            values.setdefault((type(write.value), write.value), rival)
        if len(values) < 2:
            return ()
        return tuple(sorted(values.values(), key=lambda rival: (rival.time, rival.device)))

    def rival_keys(self) -> Iterator[str]:
        """The keys that were last written by more than one author."""
        return (key for key, writes in self._writes.items() if len(writes) > 1)

    def editors(self, row: str) -> set[int]:
        """Who wrote in a row's cells."""
        return set(self._edits.get(row, ()))

    def row_is_gone(self, doc: loro.LoroDoc, row: str, mark: str) -> bool:
        """Was a row removed by people who, between them, knew all that was written in it?

        An edit that none of them knew of keeps the row: nobody's words vanish because a colleague tidied up.
        """
        removals = self._writes.get(mark, [])
        if not removals or any(write.value is not True for write in removals):
            return False
        pasts = [_past(doc, write.peer, write.counter) for write in removals]
        edits = self._edits.get(row, {}).items()
        return all(any(past.includes_id(loro.ID(*edit)) for past in pasts) for edit in edits)


def _past(doc: loro.LoroDoc, peer: int, counter: int) -> loro.VersionVector:
    """The version that an operation's author saw, the operation included."""
    return doc.frontiers_to_vv(loro.Frontiers.from_id(loro.ID(peer, counter))) or EMPTY
