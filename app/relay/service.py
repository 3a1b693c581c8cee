"""What the relay does with a visit: checks and keeps what was sent, then answers. It knows nothing of HTTP.

    take(item) ...  the hello first, then uploads; kept in memory until
    commit()        everything taken so far is checked and on the disk, all in one transaction
    answer()        commits the rest, decides what the visitor may read, and yields the answer

Acknowledgements come out of ``answer`` only, and so only after the commit. A refused upload becomes an item of the
answer and stops nothing else.
"""

import hashlib
from collections.abc import Iterable, Iterator

from app.clock import Clock
from app.crypto.signing import digest
from app.errors import LinkError
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_ASKS, VERSION
from app.protocol.messages import (
    GENERATION_BYTES,
    NO_SPACE,
    SIGN_ANSWER,
    BlobUp,
    EntryUp,
    EnvelopeUp,
    FileAsk,
    FileUp,
    Hello,
    Item,
    PartUp,
    Proof,
    Refused,
    SnapshotUp,
    Welcome,
    encode_item,
)
from app.relay import log
from app.relay.admission import Members, Signer, check_version
from app.relay.answer import downloads, waiting
from app.relay.certificate import Voucher
from app.relay.counters import Counters
from app.relay.database import Database, StorageError
from app.relay.quotas import Quotas, check_request
from app.relay.round import House, Outcome, Round, Upload
from app.relay.settings import Allowances, Pace


class Service:
    """The relay itself; RelayApi in process. Several threads may each have a visit."""

    def __init__(
        self,
        database: Database,
        relay: bytes,
        admission: bytes,
        clock: Clock,
        allowances: Allowances | None = None,
        pace: Pace | None = None,
        voucher: Voucher | None = None,
    ) -> None:
        """``relay`` is the relay's id (the pin, 32 bytes); ``admission`` lets a school found spaces; ``voucher`` signs
        the answers to letters."""
        self.database, self.relay, self.admission, self.clock = database, relay, admission, clock
        self.allowances, self.pace, self.voucher = allowances or Allowances(), pace or Pace(), voucher
        self.counters = Counters()
        self.house = House(database, admission, clock, Quotas(self.allowances), Members())

    @property
    def generation(self) -> bytes:
        """8 bytes that stay as long as the log does; a log that was put back from a copy has others."""
        return self.database.generation

    def visit(self) -> "Visit":
        """Begin a visit: it takes the items of one request, and gives the answer."""
        return Visit(self)

    def exchange(self, hello: Hello, uploads: Iterable[Item]) -> Iterator[Item]:
        """RelayApi. Raises LinkError: link.busy, link.relay_full, as the HTTP link does for the same troubles."""
        visit = self.visit()
        try:
            visit.take(hello)
            for item in uploads:
                visit.take(item)
                if visit.pending_bytes >= self.pace.commit_bytes:
                    visit.commit()
            yield from visit.answer()
        except StorageError as error:
            raise LinkError("link.relay_full" if error.full else "link.busy", str(error)) from error

    def check(self) -> None:
        """Does the database answer? Raises StorageError."""
        with self.database.reading() as connection:
            log.count_spaces(connection)


class Visit:
    """One visit, from its hello to the last item of its answer."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._hello: Hello | None = None
        self._signer: Signer | None = None
        self._stopped = False
        self._pending: list[Upload] = []
        self._size = 0
        self._sent: set[int] = set()
        self._sent_snapshots: set[int] = set()
        self._files: dict[tuple[int, bytes], FileAsk] = {}
        self._outcome = Outcome()
        self.pending_bytes = 0

    def take(self, item: Item) -> None:
        """Take the next item of the request. Never raises: what is wrong is told in the answer."""
        if self._stopped:
            return
        try:
            if isinstance(item, Hello):
                self._take_hello(item)
            else:
                self._take_upload(item)
        except Refusal as refusal:
            self.stop(refusal)

    def stop(self, refusal: Refusal) -> None:
        """Take no more; what was taken before is still kept and acknowledged."""
        if not self._stopped:
            self._stopped = True
            self._outcome.refuse(NO_SPACE, refusal.code, VERSION if refusal.code is Code.VERSION else 0)

    def commit(self) -> None:
        """Check and keep everything taken so far; when this returns, it is on the disk. Raises StorageError."""
        work = self.round(last=False)
        if work is not None:
            self.settle(work, self._service.database.write(work.write))

    def answer(self) -> Iterator[Item]:
        """Keep the rest, then yield the whole answer. Raises StorageError, before the first item or between pages."""
        work = self.round(last=True)
        if work is not None:
            self.settle(work, self._service.database.write(work.write))
        yield from self.items()

    def round(self, *, last: bool) -> Round | None:
        """What is to be done in one transaction: everything pending, and at the ``last`` one who is let in where.

        None if there is nothing to do. Whoever does it hands the outcome to ``settle``.
        """
        if self._hello is None or self._signer is None or not (self._pending or last):
            return None
        sent, snapshots = frozenset(self._sent), frozenset(self._sent_snapshots)
        house, files = self._service.house, tuple(self._files.values())
        return Round(
            house, self._hello, self._signer, self._pending, sent, self._outcome, last, snapshots, files if last else ()
        )

    def settle(self, work: Round, outcome: Outcome) -> None:
        """Take over what came of a round, once it is on the disk."""
        self._outcome = outcome
        self._pending, self.pending_bytes = [], 0
        now, quotas = self._service.clock.now(), self._service.house.quotas
        quotas.took(outcome.charges, now)
        if work.last and work.signer.public is not None:
            quotas.visited(work.hello.device, work.signer.public, now)

    @property
    def size(self) -> int:
        """Bytes of uploads that were taken."""
        return self._size

    @property
    def refused(self) -> list[str]:
        """The names of the failure codes that the answer tells of."""
        return [Code(code).name for _, code in self._outcome.refused]

    @property
    def at_hand(self) -> bool:
        """Whether the whole answer is known after the last round, without asking the database again."""
        return all(
            space.asked.cursor >= space.others and space.entries_from >= space.row.entries and not space.files
            for space in self._outcome.granted
        )

    def items(self) -> Iterator[Item]:
        """The answer, after the last round. Raises StorageError, before the first item or between pages."""
        hello, voucher = self._hello, self._service.voucher
        if hello is None or voucher is None or not hello.flags & SIGN_ANSWER:
            yield from self._items()
            return
        said = hashlib.sha256()
        for item in self._items():
            said.update(encode_item(item))
            yield item
        yield Proof(voucher.certificate, voucher.sign(digest(encode_item(hello)), said.digest()))

    def _items(self) -> Iterator[Item]:
        device = b"" if self._hello is None else self._hello.device
        granted, page = self._outcome.granted, self._service.pace.page_bytes
        generation = self._service.generation[:GENERATION_BYTES]
        yield Welcome(self._service.clock.now(), generation, waiting(self._service.database, device, granted))
        for (index, code), number in self._outcome.refused.items():
            yield Refused(code, index, number)
        yield from self._outcome.acks
        yield from self._outcome.snapshots
        yield from self._outcome.files
        budget = 0 if self._stopped or self._hello is None else self._hello.budget
        yield from downloads(self._service.database, device, granted, budget, page)

    def _take_hello(self, hello: Hello) -> None:
        if self._hello is not None:
            raise Refusal(Code.OUT_OF_PLACE, "a second hello")
        check_version(hello)
        if len({asked.space for asked in hello.spaces}) != len(hello.spaces):
            raise Refusal(Code.OUT_OF_PLACE, "a space is named twice")
        if any(want.space_index >= len(hello.spaces) for want in hello.wants):
            raise Refusal(Code.OUT_OF_PLACE, "a want for no space")
        signer = Signer(hello, self._service.relay)
        self._service.house.quotas.check_pace(hello.device, signer.holds, self._service.clock.now())
        self._hello, self._signer = hello, signer

    def _take_upload(self, item: Item) -> None:
        if not isinstance(item, Upload | FileAsk):
            raise Refusal(Code.OUT_OF_PLACE, f"{type(item).__name__} in a request")
        if self._hello is None:
            raise Refusal(Code.OUT_OF_PLACE, "a request begins with a hello")
        if item.space_index >= len(self._hello.spaces):
            raise Refusal(Code.OUT_OF_PLACE, f"space {item.space_index} of {len(self._hello.spaces)}")
        if isinstance(item, FileAsk | FileUp):
            self._note_file(item)
        if isinstance(item, FileAsk):
            return
        size = len(_content(item))
        check_request(self._size + size, self._service.allowances)
        self._size += size
        self.pending_bytes += size
        self._pending.append(item)
        self._sent.add(item.space_index)
        if isinstance(item, SnapshotUp):
            self._sent_snapshots.add(item.space_index)

    def _note_file(self, item: FileAsk | FileUp) -> None:
        """Of every attachment that is sent or asked for the answer tells how it stands."""
        key = (item.space_index, item.file)
        if isinstance(item, FileAsk):
            self._files[key] = item
        else:
            self._files.setdefault(key, FileAsk(*key, give=False, pieces=0, held=0))
        if len(self._files) > MAX_ASKS:
            raise Refusal(Code.TOO_LARGE, f"more than {MAX_ASKS} attachments in one request")


def _content(item: Upload) -> bytes:
    match item:
        case EntryUp(_, data) | BlobUp(_, data) | EnvelopeUp(_, data):
            return data
        case PartUp() | SnapshotUp() | FileUp():
            return item.part
