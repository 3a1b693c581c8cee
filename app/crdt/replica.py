"""A Loro document and its travels: opening, saving, exporting, merging.

Loro's surprises stop here. Its errors are bare BaseExceptions; many of its calls end a transaction unasked and stamp
it with the computer's clock; it raises a save's time to that of the changes it builds on; and what arrives too early
is lost on export. A replica is used by one thread.
"""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

import loro

from app.crdt import delta as wire
from app.crdt.causality import Causality
from app.crdt.history import EMPTY, MAP, clock_time, steps
from app.errors import Bug, RecordError
from app.ids import Chance, DeviceId

#: From this many operations on, ``state`` is written for quick loading rather than for size.
LONG = 40_000


@dataclass(frozen=True)
class Merged:
    """What a merge did.

    ``pending``: something waits for a delta that has not come; keep all raw deltas and merge them again with it.
    ``touched``: names of values (keys of the map) and proses that were written.
    ``damaged``: positions, in what was handed in, of deltas that were refused; all others are in.
    """

    pending: bool
    touched: frozenset[str]
    damaged: tuple[int, ...]


@contextmanager
def shielded(error: Callable[[str], Exception]) -> Iterator[None]:
    """Turn whatever Loro raises (BaseException itself, and panics) into an error of ours."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, RecordError, Bug):
        raise
    except BaseException as cause:
        raise error(type(cause).__name__) from cause


def damaged(detail: str) -> Exception:
    """What a library error means when the bytes came from outside."""
    return RecordError("record.delta_damaged", detail)


def misuse(detail: str) -> Exception:
    """What a library error means when the call was ours to get right."""
    return Bug("bug", f"document: {detail}")


def _content(document: loro.LoroDoc) -> dict[str, object]:
    """What a document shows; texts that were only asked for, and are empty, aside."""
    found = document.get_deep_value()
    return {name: value for name, value in found.items() if value} if isinstance(found, dict) else {}


class Replica:
    """One device's copy of a document: what ``Document`` gives meaning to."""

    def __init__(self, device: DeviceId, blob: bytes | None, chance: Chance) -> None:
        """Use ``new`` or ``load``."""
        self._peer = wire.peer_of(device)
        self._chance = chance
        self._causality = Causality()
        self._past: tuple[bytes, loro.LoroDoc] | None = None
        self._open(blob)

    @classmethod
    def new(cls, device: DeviceId, chance: Chance = os.urandom) -> Self:
        """An empty document; ``chance`` makes row ids."""
        return cls(device, None, chance)

    @classmethod
    def load(cls, device: DeviceId, state: bytes, chance: Chance = os.urandom) -> Self:
        """The document that ``state()`` wrote. Raises RecordError("record.delta_damaged")."""
        return cls(device, state, chance)

    def state(self) -> bytes:
        """All of the document, for ``load``: a cache beside the raw deltas. Raises Bug when changes are uncommitted."""
        self._settled()
        with shielded(misuse):
            return self._written()

    def _written(self) -> bytes:
        long = self._doc.len_ops >= LONG
        return self._doc.export(loro.ExportMode.Snapshot() if long else loro.ExportMode.Updates(EMPTY))

    def commit(self, now: int) -> bool:
        """Make one save of all that was written since the last; ``now`` is unix seconds. False if that is nothing.

        Loro raises a time to that of the changes built on, so a clock that lags is told in the message; and it joins
        saves of one second, so of two in a minute the later one is told as later.
        """
        now = max(now, 0)
        if 0 <= self._said - now < 60:
            now = self._said + 1
        with shielded(misuse):
            if not self._doc.get_pending_txn_len():
                return False
            self._doc.commit_with(timestamp=now, commit_msg=str(now) if now < self._latest else None)
            self._settle()
        return True

    def version(self) -> bytes:
        """What is in the document, in one canonical form. Raises Bug when changes are uncommitted."""
        self._settled()
        return wire.encode_version(self._version)

    def has(self, version: bytes) -> bool:
        """Is all of that version in here? Raises RecordError for bytes that are no version."""
        return all(self._version.get(peer, 0) >= count for peer, count in wire.decode_version(version).items())

    def export(self, since: bytes | None = None, own: bool = False, former: Collection[DeviceId] = ()) -> bytes:
        """The delta of everything after a version (None: everything); b"" when there is nothing.

        ``own``: only what this device wrote, or one of the ``former`` ones that its store has been; this is what a
        visit sends: others send theirs.
        Raises Bug when changes are uncommitted, RecordError("record.text_too_long") when nobody would merge it.
        """
        self._settled()
        known = wire.decode_version(since) if since is not None else {}
        missing = {peer: end for peer, end in self._version.items() if known.get(peer, 0) < end}
        if own:
            ours = {self._peer, *map(wire.peer_of, former)}
            missing = {peer: end for peer, end in missing.items() if peer in ours}
        if not missing:
            return b""
        spans = [loro.IdSpan(p, loro.CounterSpan(known.get(p, 0), missing[p])) for p in sorted(missing)]
        with shielded(misuse):
            delta = wire.strip(self._doc.export(loro.ExportMode.UpdatesInRange(spans)))
        if len(delta) > wire.MAX_DELTA:
            raise RecordError("record.text_too_long", f"delta of {len(delta)} bytes")
        return delta

    def merge(self, deltas: Sequence[bytes]) -> Merged:
        """Take in deltas, in any order and any number of times; b"" is nothing. Bad ones are found and left out.

        Raises Bug when changes are uncommitted.
        """
        self._settled()
        before, known = self._snapshot(), self._version
        blobs: dict[int, bytes] = {}
        refused = []
        for index, delta in enumerate(deltas):
            try:
                if delta:
                    blobs[index] = wire.restore(delta)
            except RecordError:
                refused.append(index)
        pending = self._take(list(blobs.values()))
        if pending is None:
            accepted: dict[int, bytes] = {}
            refused += self._sift(before, accepted, list(blobs.items()))
            self._open(before)
            pending = self._take(list(accepted.values()))
        with shielded(misuse):
            self._settle()
            new = steps(self._doc, known, self._version)
        touched = frozenset(operation.name for step in new for operation in step.ops) - {""}
        return Merged(bool(pending), touched, tuple(sorted(refused)))

    def _snapshot(self) -> bytes:
        with shielded(misuse):
            return self._doc.export(loro.ExportMode.Snapshot())

    def _take(self, blobs: list[bytes]) -> bool | None:
        """Import all; is something pending? None: one or several were refused, and the document is not to be used."""
        if not blobs:
            return False
        try:
            with shielded(damaged):
                pending = self._doc.import_batch(blobs).pending is not None
                self._read_back()
                return pending
        except RecordError:
            return None

    def _read_back(self) -> None:
        """Loro takes some crafted changes from which it then writes a document that it cannot read: the record would be
        lost at the next start. So what was taken is written and read once. Raises what Loro raises, or RecordError."""
        again = loro.LoroDoc()  # type: ignore[no-untyped-call]  # the stub says no more
        gap = again.import_(self._written()).pending is not None
        if gap or again.oplog_vv != self._doc.oplog_vv or _content(again) != _content(self._doc):
            raise damaged("what was taken cannot be read again")

    def _sift(self, before: bytes, accepted: dict[int, bytes], batch: list[tuple[int, bytes]]) -> list[int]:
        """Halve a batch until the bad ones stand alone; they are returned, the others join ``accepted``."""
        self._open(before)
        if self._take([*accepted.values(), *(blob for _, blob in batch)]) is not None:
            accepted.update(batch)
            return []
        if len(batch) == 1:
            return [batch[0][0]]
        half = len(batch) // 2
        return self._sift(before, accepted, batch[:half]) + self._sift(before, accepted, batch[half:])

    def _open(self, blob: bytes | None) -> None:
        with shielded(damaged):
            self._doc = loro.LoroDoc()  # type: ignore[no-untyped-call]  # the stub says no more
            self._doc.peer_id = self._peer
            self._doc.set_record_timestamp(True)
            self._doc.set_change_merge_interval(-1)
            if blob is not None and self._doc.import_(blob).pending is not None:
                raise damaged("a state with a gap")
            self._map = self._doc.get_map(MAP)
            self._settle()

    def _settle(self) -> None:
        """Take note of what is committed: Loro's own answer counts what is not."""
        self._version = wire.decode_version(self._doc.oplog_vv.encode())
        heads = wire.decode_version(self._doc.oplog_frontiers.encode())
        found = [self._doc.get_change(loro.ID(peer, counter)) for peer, counter in heads.items()]
        self._latest = max((change.timestamp for change in found if change), default=0)
        last = self._doc.get_change(loro.ID(self._peer, self._version.get(self._peer, 0) - 1))
        self._said = clock_time(last.timestamp, last.message) if last else -60
        self._unsaved: set[str] = set()
        self._edited: set[str] = set()

    def _settled(self) -> None:
        with shielded(misuse):
            if self._doc.get_pending_txn_len():
                raise Bug("bug", "commit first: Loro would stamp the changes with its own time")
