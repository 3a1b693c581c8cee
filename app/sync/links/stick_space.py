"""One space on a stick, as its files give it: who is a member, which envelopes lie there, in which order.

What is added is checked as a relay checks it, and written by ``flush``. Names say which envelopes a file holds, so that
a stick with years on it is not read through at every visit; the membership log is, for nothing is known without it.
Files that were copied here by hand from another stick take their place by their names.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from app.crypto.signing import ENVELOPE_SIGNATURE, digest, verify
from app.errors import LinkError
from app.protocol import envelope as envelopes
from app.protocol.entries import parse_entry
from app.protocol.envelope import Header
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_STICK_ENVELOPES, MAX_STICK_FILES
from app.protocol.membership import Membership, apply, apply_join
from app.protocol.messages import PartUp
from app.protocol.stick import EnvelopesFile, JoinFile, Kept, LogFile, PartFile
from app.sync.links.stick_files import StickFolder

_LOG = re.compile(r"(\d{6})-([0-9a-f]{16})-log\.txs")
_ENVELOPES = re.compile(r"(\d{6})-([0-9a-f]{16})-([1-9]\d{0,15})-([1-9]\d{0,15})\.txs")
_PART = re.compile(r"([0-9a-f]{16})-part\.txs")
_JOIN = re.compile(r"([0-9a-f]{16})-join\.txs")

#: The largest number that a name begins with.
_LAST_ORDER = 999_999

#: Bytes of envelopes after which a file is closed and the next one begun.
FILE_BYTES = 1_000_000


@dataclass(frozen=True)
class Run:
    """Envelopes of one device, ``first`` to ``last``, in the file of this name (empty: not written yet)."""

    device: bytes
    first: int
    last: int
    name: str

    def __len__(self) -> int:
        return self.last - self.first + 1


def place_behind(folder: StickFolder, space: bytes, has: Mapping[bytes, int]) -> int:
    """The position behind which something lies that whoever ``has`` these devices' envelopes up to a number lacks."""
    position = 0
    for run in _runs_of(folder.names(space.hex())):
        here = min(max(has.get(run.device, 0) - run.first + 1, 0), len(run))
        position += here
        if here < len(run):
            break
    return position


def has_joins(folder: StickFolder, space: bytes) -> bool:
    """Does anybody's Join lie beside the log?"""
    return any(_JOIN.fullmatch(name) is not None for name in folder.names(space.hex()))


def _runs_of(names: Iterable[str]) -> list[Run]:
    return [
        Run(bytes.fromhex(found[2]), int(found[3]), int(found[4]), found[0])
        for found in map(_ENVELOPES.fullmatch, names)
        if found is not None and 0 <= int(found[4]) - int(found[3]) < MAX_STICK_ENVELOPES
    ]


class StickSpace:
    """Reads and adds to one space. What is refused raises Refusal; what the stick does not allow, LinkError."""

    def __init__(
        self, folder: StickFolder, space: bytes, visitor: bytes, now: int, sound: set[str] | None = None
    ) -> None:
        """``visitor`` is the device that asks; ``now`` (seconds since 1970) judges the end of tickets; ``sound`` are
        names of files that are known to be whole, and gets those that are found to be.

        Reads the space's log, and whether the visitor's own files are still whole; nothing is written.
        """
        self._folder, self.space, self._visitor, self._now = folder, space, visitor, now
        self._path = space.hex()
        self._names = folder.names(self._path)
        self.state: Membership | None = None
        self.entries: list[bytes] = []
        self.joins: dict[bytes, bytes] = {}  # by device, of those who are not in the log yet
        self._guests: Membership | None = None  # the state with them
        self.blobs: dict[bytes, bytes] = {}
        self._known: set[bytes] = set()
        self._new_entries: list[bytes] = []
        self._new_blobs: list[bytes] = []
        self._new: list[bytes] = []  # envelopes of one device, not written yet
        self._new_size = 0
        self._parts: dict[bytes, PartFile | None] = {}
        self._changed_parts: set[bytes] = set()
        self._opened: tuple[str, EnvelopesFile | None] = ("", None)
        self._read_log()
        self._read_joins()
        self.runs = _runs_of(self._names)
        # What of the visitor's own is spoilt counts as not here: it will be brought once more.
        self._sound = set() if sound is None else sound
        self._spoilt = {run.name for run in self.runs if run.device == visitor and not self._is_whole(run)}

    @property
    def length(self) -> int:
        """How many envelopes lie here, those twice that two files hold: the position of the last one."""
        return sum(map(len, self.runs))

    def add_entry(self, entry: bytes, *, admitted: bool) -> bool:
        """Put an entry behind the log; False if it is here. ``admitted``: a space may be begun. Raises Refusal."""
        if self.state is None and not admitted:
            raise Refusal(Code.ADMISSION, "founded without the stick's label")
        try:
            after = apply(self.state, entry, verify, digest, self._now)
        except Refusal:
            if digest(entry) in self._known:
                return False
            raise
        if after.space != self.space:
            raise Refusal(Code.NOT_THIS_SPACE, "a founding entry of another space")
        self._keep_entry(after, entry)
        self._new_entries.append(entry)
        return True

    def add_blob(self, blob: bytes) -> None:
        """Keep a blob that the log names. Raises Refusal."""
        key = digest(blob)
        if key not in self.known_state().blobs:
            raise Refusal(Code.BLOB_UNNAMED, "the log does not name this blob")
        if key not in self.blobs:
            self.blobs[key] = blob
            self._new_blobs.append(blob)

    def add_envelope(self, data: bytes) -> None:
        """Put a device's next envelope here; the same one again is fine. Raises Refusal.

        A device may begin with any number: what everybody has by other ways need not lie on every stick.
        """
        header = self._checked(data)
        last = self.number(header.device)
        if header.number <= last:
            if self._stored(header) != data:
                raise Refusal(Code.ENVELOPE_NUMBER, "another envelope has this number")
            return
        begun = self.part(header.device)
        expected = last + 1 if last or begun is None else begun.number
        if (last or begun is not None) and header.number != expected:
            raise Refusal(Code.ENVELOPE_NUMBER, f"number {header.number} after {last}")
        if self._new and Header.parse(self._new[-1])[0] != Header(header.epoch, header.device, header.number - 1):
            self._write_envelopes()
        self._new.append(data)
        self._new_size += len(data)
        self._extend_run(header)
        if begun is not None:
            self._set_part(header.device, None)
        if self._new_size >= FILE_BYTES or len(self._new) >= MAX_STICK_ENVELOPES:
            self._write_envelopes()

    def add_part(self, item: PartUp, device: bytes) -> None:
        """Keep a part of a device's next envelope; with its last part it is added. Raises Refusal."""
        begun, last = self.part(device), self.number(device)
        expected = last + 1 if last or begun is None else begun.number
        if item.number > expected and (last or begun is not None):
            raise Refusal(Code.ENVELOPE_NUMBER, f"number {item.number} after {last}")
        if item.offset == 0:
            self._set_part(device, None)
            held = b""
        elif begun is None or (begun.number, begun.whole, len(begun.part)) != (item.number, item.whole, item.offset):
            raise Refusal(Code.ENVELOPE_PART, f"offset {item.offset} of {item.whole}")
        else:
            held = begun.part
        held += item.part
        if len(held) > item.whole:
            raise Refusal(Code.ENVELOPE_PART, f"{len(held)} bytes of {item.whole}")
        if len(held) < item.whole:
            self._set_part(device, PartFile(self.space, device, item.number, item.whole, held))
            return
        self._set_part(device, None)
        self.add_envelope(held)

    def number(self, device: bytes) -> int:
        """Up to which of a device's envelopes all lie here, from the first one that does; 0 for none."""
        end = 0
        whole = (run for run in self.runs if run.device == device and run.name not in self._spoilt)
        for first, last in sorted((run.first, run.last) for run in whole):
            if end and first > end + 1:
                break
            end = max(end, last)
        return end

    def part(self, device: bytes) -> PartFile | None:
        """The beginning of a device's next envelope, if one lies here."""
        if device not in self._parts:
            name = f"{device.hex()}-part.txs"
            found = self._folder.read(f"{self._path}/{name}", PartFile) if name in self._names else None
            last = self.number(device)
            fits = found is not None and found.device == device and (not last or found.number == last + 1)
            self._parts[device] = found if fits else None
        return self._parts[device]

    def read(self, after: int, without: bytes) -> Iterator[tuple[int, bytes]]:
        """Position and bytes of the envelopes behind position ``after`` that are not of the device ``without``."""
        position = 0
        for run in self.runs:
            start, position = position, position + len(run)
            if position <= after or run.device == without:
                continue
            file = self._file(run)
            for place, kept in enumerate(() if file is None else file.envelopes, start + 1):
                if place > after:
                    yield place, kept.data

    def flush(self) -> None:
        """Write what was added. Raises LinkError when the stick does not take it; what was written stays."""
        if self._new_entries or self._new_blobs or self._new or self._changed_parts:
            self._folder.tidy(self._path)
        self._write_log()
        self._write_envelopes()
        for each in sorted(self._changed_parts):
            name, part = f"{each.hex()}-part.txs", self._parts[each]
            if part is not None:
                self._put(name, part)
            elif name in self._names:
                self._folder.drop(f"{self._path}/{name}")
        self._changed_parts.clear()

    def known_state(self) -> Membership:
        """The membership, with those who came in by a stick and of whom the log does not tell yet.

        Raises Refusal(UNKNOWN_SPACE) when the stick does not hold the space.
        """
        state = self._guests or self.state
        if state is None:
            raise Refusal(Code.UNKNOWN_SPACE, "no such space here")
        return state

    def put_join(self, entry: bytes) -> None:
        """Lay the visitor's own Join here, of which no relay has heard; one that lies here already is left.

        Raises Refusal when the log that lies here does not let her in, LinkError.
        """
        if self.joins.get(self._visitor) != entry:
            state = self.known_state() if self._visitor not in self.joins else self._without(self._visitor)
            self._guests = apply_join(state, entry, verify, digest)
            self._put(_join_name(self._visitor), JoinFile(self.space, self._visitor, entry))
            self.joins[self._visitor] = entry

    def drop_join(self) -> None:
        """The visitor's Join stands in the log, or never will."""
        if _join_name(self._visitor) in self._names:
            self._folder.drop(f"{self._path}/{_join_name(self._visitor)}")

    def _checked(self, data: bytes) -> Header:
        state, envelope = self.known_state(), envelopes.parse(data)
        device = envelope.header.device
        public = state.public_of(device)
        if public is None or state.member_of(device) is None:
            raise Refusal(Code.ENVELOPE_AUTHOR, "not a device of the space")
        if envelope.header.epoch > state.epoch:
            raise Refusal(Code.ENVELOPE_EPOCH, f"epoch {envelope.header.epoch} of {state.epoch}")
        signed = envelopes.signed_bytes(self.space, envelope.head, envelope.body)
        if not verify(public, envelope.signature, ENVELOPE_SIGNATURE, signed):
            raise Refusal(Code.ENVELOPE_SIGNATURE, "not signed by its device")
        return envelope.header

    def _read_log(self) -> None:
        """Every entry that follows the one before, from the founding one on. Where two follow, the first written."""
        waiting: dict[bytes, list[bytes]] = {}
        for name in self._names:
            found = _LOG.fullmatch(name)
            file = self._folder.read(f"{self._path}/{name}", LogFile) if found is not None else None
            if file is None or file.space != self.space:
                continue
            self.blobs |= {digest(kept.data): kept.data for kept in file.blobs}
            for kept in file.entries:
                try:
                    waiting.setdefault(parse_entry(kept.data).entry.prev, []).append(kept.data)
                except Refusal:
                    self._folder.spoilt += 1
        head = b""
        while head in waiting and (after := self._follower(waiting.pop(head))) is not None:
            head = after

    def _read_joins(self) -> None:
        """Of several with one ticket the first by name; what the log does not let in is passed over."""
        for name in self._names:
            found = _JOIN.fullmatch(name)
            file = self._folder.read(f"{self._path}/{name}", JoinFile) if found is not None else None
            if found is None or file is None or self.state is None:
                continue
            if (file.space, file.device) != (self.space, bytes.fromhex(found[1])):
                continue
            try:
                after = apply_join(self.known_state(), file.entry, verify, digest)
            except Refusal:
                continue
            if after.member_of(file.device) is not None:
                self.joins[file.device] = file.entry
                self._guests = after

    def _without(self, device: bytes) -> Membership:
        state = self.state or self.known_state()
        for entry in (entry for other, entry in self.joins.items() if other != device):
            state = apply_join(state, entry, verify, digest)
        return state

    def _follower(self, entries: list[bytes]) -> bytes | None:
        for entry in entries:
            try:
                # Whether a ticket had ended was judged when the entry was written here.
                after = apply(self.state, entry, verify, digest)
            except Refusal:
                continue
            if after.space == self.space:
                self._keep_entry(after, entry)
                return after.head
        return None

    def _keep_entry(self, after: Membership, entry: bytes) -> None:
        self.state = after
        self.entries.append(entry)
        self._known.add(digest(entry))
        if self.joins:
            # Who stands in the log now is no guest any more.
            self._guests, waiting, self.joins = None, self.joins, {}
            for device, join in waiting.items():
                with suppress(Refusal):
                    self._guests = apply_join(self.known_state(), join, verify, digest)
                    self.joins[device] = join

    def _stored(self, header: Header) -> bytes | None:
        for run in self.runs:
            named = run.device == header.device and run.first <= header.number <= run.last
            if named and run.name not in self._spoilt:
                if not run.name:
                    return self._new[header.number - run.first]
                file = self._file(run)
                if file is not None:
                    return file.envelopes[header.number - run.first].data
        return None

    def _is_whole(self, run: Run) -> bool:
        name = f"{self._path}/{run.name}"
        if name not in self._sound and self._file(run) is not None:
            self._sound.add(name)
        return name in self._sound

    def _file(self, run: Run) -> EnvelopesFile | None:
        """A run's file, if it holds what its name says."""
        if self._opened[0] != run.name:
            file = self._folder.read(f"{self._path}/{run.name}", EnvelopesFile)
            named = (self.space, run.device, run.first, run.last)
            if file is not None and (file.space, file.device, file.first, file.last) != named:
                file = None
            self._opened = run.name, file
        return self._opened[1]

    def _extend_run(self, header: Header) -> None:
        if len(self._new) > 1:
            begun = self.runs.pop()
            self.runs.append(Run(begun.device, begun.first, header.number, ""))
        else:
            self.runs.append(Run(header.device, header.number, header.number, ""))

    def _write_log(self) -> None:
        if self._new_entries or self._new_blobs:
            log = LogFile(self.space, tuple(map(Kept, self._new_entries)), tuple(map(Kept, self._new_blobs)))
            self._put(f"{self._next()}-{self._visitor.hex()}-log.txs", log)
            self._new_entries, self._new_blobs = [], []

    def _write_envelopes(self) -> None:
        if not self._new:
            return
        # The log first, on which the rest rests.
        self._write_log()
        run = self.runs.pop()
        name = f"{self._next()}-{run.device.hex()}-{run.first}-{run.last}.txs"
        self._put(name, EnvelopesFile(self.space, run.device, tuple(map(Kept, self._new))))
        self.runs.append(Run(run.device, run.first, run.last, name))
        self._new, self._new_size = [], 0

    def _next(self) -> str:
        orders = [int(name[:6]) for name in self._names if _LOG.fullmatch(name) or _ENVELOPES.fullmatch(name)]
        order = max(orders, default=0) + 1
        if len(self._names) >= MAX_STICK_FILES or order > _LAST_ORDER:
            raise LinkError("stick.full", f"{len(self._names)} files")
        return f"{order:06}"

    def _put(self, name: str, file: LogFile | EnvelopesFile | PartFile | JoinFile) -> None:
        self._folder.put(f"{self._path}/{name}", file)
        if name not in self._names:
            self._names.append(name)

    def _set_part(self, device: bytes, part: PartFile | None) -> None:
        if self.part(device) != part:
            self._parts[device] = part
            self._changed_parts.add(device)


def _join_name(device: bytes) -> str:
    return f"{device.hex()}-join.txs"
