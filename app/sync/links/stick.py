"""The link to a stick: RelayApi over a folder. What a relay's service does with a database is done with files here.

It decides as a relay does, because a stick that took anything would hand junk on; but nobody believes it: whoever reads
a stick checks every entry and every envelope himself, as with a relay.
"""

from collections.abc import Iterable, Iterator

from app.clock import Clock
from app.crypto.signing import HELLO_SIGNATURE, digest, verify
from app.errors import LinkError
from app.ids import PersonId
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_ADMISSION, MAX_ASKS, PART, VERSION
from app.protocol.messages import (
    ASK_ACKS,
    GENERATION_BYTES,
    NO_SPACE,
    Ack,
    BlobDown,
    BlobUp,
    CursorMoved,
    Done,
    EntryDown,
    EntryUp,
    EnvelopeUp,
    FileAsk,
    FileAt,
    FileDown,
    FileUp,
    Hello,
    Item,
    PartUp,
    Refused,
    SpaceAt,
    Want,
    Welcome,
    encode_item,
    hello_signed_bytes,
)
from app.protocol.parts import items_down, number_of
from app.protocol.stick import VisitFile
from app.sync.links.stick_attachments import StickAttachments
from app.sync.links.stick_files import VISITS, StickFolder
from app.sync.links.stick_space import StickSpace
from app.sync.links.traffic import Traffic, Went, untold

Upload = EntryUp | BlobUp | EnvelopeUp | PartUp | FileUp | FileAsk

#: Own envelopes passed over before the cursor is moved past them with an item of its own, as relays do.
_WORTH_MOVING = 32


class StickLink:
    """A stick that was opened; ``Link`` of the engine."""

    def __init__(self, folder: StickFolder, clock: Clock) -> None:
        """Makes the folder a stick if it is none yet. Raises LinkError: stick.gone, full, read_only, too_new."""
        self.traffic = Traffic()
        self.folder, self.clock = folder, clock
        self.stick = folder.open().stick
        self.sound: set[str] = set()  # files of the visitor's that were found whole: a visit looks once
        self.stopped = False

    @property
    def admission(self) -> bytes:
        """What a hello names to begin a space here: whoever has read the label may."""
        return self.stick[:MAX_ADMISSION]

    def exchange(self, hello: Hello, uploads: Iterable[Item], went: Went = untold) -> Iterator[Item]:
        """One visit. Raises LinkError: stick.gone, stick.full, stick.read_only; link.lost when it was stopped.

        What was written before a failure stays, and is acknowledged by the next visit that asks.
        """
        self.traffic.requests += 1
        visit = _Visit(self, hello)
        sending = list(uploads)
        for done, item in enumerate(sending, 1):
            if self.stopped:
                visit.flush()
                raise LinkError("link.lost", "stopped")
            visit.take(item)
            went(done, len(sending))
        for item in visit.answer():
            self.traffic.received += len(encode_item(item))
            yield item

    def cancel(self) -> None:
        """Stop what is under way after the next item; safe from any thread."""
        self.stopped = True

    def close(self) -> None:
        """Nothing is kept open."""


class _Visit:
    """One visit: spaces are read when the first item asks for them."""

    def __init__(self, link: StickLink, hello: Hello) -> None:
        self._link, self._hello = link, hello
        self._signed = hello_signed_bytes(hello, link.stick)
        self._spaces: dict[int, StickSpace] = {}
        self._attached: dict[int, StickAttachments] = {}
        self._files: dict[tuple[int, bytes], FileAsk] = {}
        self._stopped = False
        self._sent: set[int] = set()
        self._known: dict[int, int] = {}
        self._refused: dict[tuple[int, int], int] = {}
        if hello.version != VERSION:
            self._stop(Refusal(Code.VERSION, f"hello version {hello.version}"))

    def take(self, item: Item) -> None:
        """Take an upload; what is refused becomes an item of the answer."""
        if self._stopped:
            return
        if not isinstance(item, Upload) or item.space_index >= len(self._hello.spaces):
            self._stop(Refusal(Code.OUT_OF_PLACE, type(item).__name__))
            return
        if isinstance(item, PartUp) and item.offset + len(item.part) > item.whole:
            self._stop(Refusal(Code.MALFORMED, "a part outside its envelope"))
            return
        self._sent.add(item.space_index)
        try:
            self._add(item)
        except Refusal as refusal:
            self._refuse(item.space_index, refusal.code, number_of(item))

    def flush(self) -> None:
        """Write what was taken."""
        for space in self._spaces.values():
            space.flush()
        for files in self._attached.values():
            files.flush()

    def answer(self) -> Iterator[Item]:
        """Write what was taken, then yield the answer."""
        self.flush()
        granted = self._let_in()
        # A stick's cursors are found anew at each visit, so that nobody has to know which log it is.
        yield Welcome(self._link.clock.now(), bytes(GENERATION_BYTES), 0)
        for (index, code), number in self._refused.items():
            yield Refused(code, index, number)
        device = self._hello.device
        for index in granted:
            if index in self._sent or self._hello.flags & ASK_ACKS:
                space = self._space(index)
                part = space.part(device)
                held = 0 if part is None else len(part.part)
                yield Ack(index, space.number(device), len(self._entries(index)), held)
        yield from self._standing(granted)
        yield from self._downloads(granted)

    def _downloads(self, granted: dict[int, bool]) -> Iterator[Item]:
        left = _Budget(0 if self._stopped else self._hello.budget)
        for index in granted:
            asked, entries = self._hello.spaces[index], self._entries(index)
            known = self._known.get(index, asked.entries_known)
            if 0 < asked.entries_known <= len(entries) and not asked.knows(digest(entries[asked.entries_known - 1])):
                known = 1
            for entry in entries[known:]:
                if not left.take(item := EntryDown(index, entry)):
                    break
                yield item
        for index in granted:
            for want in self._wants(index):
                blob = self._space(index).blobs.get(want.digest)
                down = None if blob is None else BlobDown(index, blob)
                if down is not None and left.take(down):
                    yield down
        for index, everything in granted.items():
            if everything:
                yield from self._envelopes(index, self._hello.spaces[index], left)
        for (index, _), ask in self._files.items():
            if granted.get(index) and ask.give:
                yield from self._file(index, ask, left)
        yield Done(left.spent)

    def _standing(self, granted: dict[int, bool]) -> Iterator[Item]:
        for index, file in self._files:
            if granted.get(index):
                lying = self._attachments(index).lying(file, self._space(index).known_state())
                yield FileAt(index, file, lying.count, len(lying.pieces), self._attachments(index).held(file))

    def _file(self, index: int, ask: FileAsk, left: "_Budget") -> Iterator[Item]:
        pieces, held = self._attachments(index).lying(ask.file, self._space(index).known_state()).pieces, ask.held
        for number in range(ask.pieces, len(pieces)):
            data = pieces[number]
            for offset in range(held if held < len(data) else 0, len(data), PART):
                item = FileDown(index, ask.file, number, offset, len(data), data[offset : offset + PART])
                if self._link.stopped:
                    raise LinkError("link.lost", "stopped")
                if not left.take(item):
                    return
                yield item
            held = 0

    def _farewell(self, index: int) -> int | None:
        """How many entries somebody who left is given; None for everybody else."""
        state = self._space(index).state
        former = None if state is None else state.former_of(self._hello.device)
        return None if former is None else former.removed + 1

    def _entries(self, index: int) -> list[bytes]:
        return self._space(index).entries[: self._farewell(index)]

    def _wants(self, index: int) -> list[Want]:
        return [want for want in self._hello.wants if want.space_index == index and self._farewell(index) is None]

    def _envelopes(self, index: int, asked: SpaceAt, left: "_Budget") -> Iterator[Item]:
        space = self._space(index)
        cursor, held, last = asked.cursor, asked.held, space.length
        for place, envelope in space.read(asked.cursor, self._hello.device):
            for item in items_down(index, place, envelope, held):
                if self._link.stopped:
                    raise LinkError("link.lost", "stopped")
                if not left.take(item):
                    return
                yield item
            cursor, held = place, 0
        if cursor > last or last - cursor >= _WORTH_MOVING:
            yield CursorMoved(index, last)

    def _add(self, item: Upload) -> None:
        space = self._space(item.space_index)
        match item:
            case EntryUp(index, entry):
                length = len(space.entries)
                known = self._known.setdefault(index, self._hello.spaces[index].entries_known)
                admitted = self._hello.admission == self._link.admission
                if space.add_entry(entry, admitted=admitted) and length == known:
                    self._known[index] = length + 1
            case BlobUp(_, blob):
                space.add_blob(blob)
            case EnvelopeUp(_, envelope):
                space.add_envelope(envelope)
            case PartUp():
                if not self._right(space):
                    raise Refusal(Code.NOT_A_MEMBER, "a ticket sends no envelopes")
                space.add_part(item, self._hello.device)
            case FileUp():
                self._note_file(FileAsk(item.space_index, item.file, give=False, pieces=0, held=0))
                if not self._right(space):
                    raise Refusal(Code.NOT_A_MEMBER, "a ticket sends no attachments")
                self._attachments(item.space_index).add(item, space.known_state())
            case FileAsk():
                self._note_file(item)

    def _note_file(self, ask: FileAsk) -> None:
        key = (ask.space_index, ask.file)
        if ask.give or key not in self._files:
            self._files[key] = ask
        if len(self._files) > MAX_ASKS:
            self._stop(Refusal(Code.TOO_LARGE, f"more than {MAX_ASKS} attachments"))

    def _attachments(self, index: int) -> StickAttachments:
        if index not in self._attached:
            self._attached[index] = StickAttachments(self._link.folder, self._hello.spaces[index].space)
        return self._attached[index]

    def _let_in(self) -> dict[int, bool]:
        """For each space to which the visitor is let in: is it given everything, or the log only?"""
        granted: dict[int, bool] = {}
        if self._hello.version != VERSION:
            return granted
        for index in range(len(self._hello.spaces)):
            try:
                granted[index] = self._right(self._space(index))
            except Refusal as refusal:
                self._refuse(index, refusal.code, 0)
                continue
            for want in self._wants(index):
                if want.digest not in self._space(index).blobs:
                    self._refuse(index, Code.BLOB_UNKNOWN, 0)
        if any(granted.values()):
            self._note_visit()
        return granted

    def _right(self, space: StickSpace) -> bool:
        """True for a member's device, False for an open ticket's or a member's root key: these are given the log; so is
        the device of somebody who left, up to the entry that says so.

        Raises Refusal for anybody else.
        """
        state, device = space.known_state(), self._hello.device
        invite, member, person = state.invites.get(device), state.member_of(device), state.members.get(PersonId(device))
        public = state.public_of(device) if member is not None else None if invite is None else invite.ticket
        if public is None and person is not None and person.active:
            public = person.root
        former = state.former_of(device)
        if public is None and former is not None:
            public = former.public
        if public is None:
            raise Refusal(state.spent.get(device, Code.NOT_A_MEMBER), "no key of the space")
        if not verify(public, self._hello.signature, HELLO_SIGNATURE, self._signed):
            raise Refusal(Code.HELLO_SIGNATURE, "not signed for this stick by its device")
        if member is None and invite is not None and self._link.clock.now() > invite.ends:
            raise Refusal(Code.TICKET_EXPIRED, f"ended at {invite.ends}")
        if member is not None and self._hello.visit < self._last_visit():
            raise Refusal(Code.HELLO_REPEATED, f"visit {self._hello.visit}")
        return member is not None

    def _last_visit(self) -> int:
        found = self._link.folder.read(self._visit_name, VisitFile)
        return found.visit if found is not None and found.device == self._hello.device else 0

    def _note_visit(self) -> None:
        if self._hello.visit > self._last_visit():
            try:
                self._link.folder.put(self._visit_name, VisitFile(self._hello.device, self._hello.visit))
            except LinkError as error:
                # A stick that is full or takes nothing can still be read.
                if error.code == "stick.gone":
                    raise

    @property
    def _visit_name(self) -> str:
        return f"{VISITS}/{self._hello.device.hex()}.txs"

    def _space(self, index: int) -> StickSpace:
        if index not in self._spaces:
            asked = self._hello.spaces[index]
            folder, now = self._link.folder, self._link.clock.now()
            self._spaces[index] = StickSpace(folder, asked.space, self._hello.device, now, self._link.sound)
        return self._spaces[index]

    def _stop(self, refusal: Refusal) -> None:
        self._stopped = True
        self._refuse(NO_SPACE, refusal.code, VERSION if refusal.code is Code.VERSION else 0)

    def _refuse(self, index: int, code: Code, number: int) -> None:
        self._refused.setdefault((index, code), number)


class _Budget:
    """Bytes that may still come; the first thing always does."""

    def __init__(self, size: int) -> None:
        self._left, self._fresh, self.spent = size, size > 0, False

    def take(self, item: Item) -> bool:
        size = len(encode_item(item))
        if self.spent or (size > self._left and not self._fresh):
            self.spent = True
            return False
        self._left -= size
        self._fresh = False
        return True
