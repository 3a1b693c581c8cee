"""Bytes in, bytes out: the web layer driven as uvicorn drives it, with requests that come in pieces, end early or
never end."""

from pathlib import Path
from typing import Any

import anyio
import pytest

from app.protocol.failures import Code
from app.protocol.messages import Ack, Done, Item, ItemReader, Refused, SpaceAt, Welcome, encode_item
from app.protocol.parts import items_up
from app.relay.checking import check
from app.relay.database import Database
from app.relay.round import Outcome, Round
from app.relay.service import Service
from app.relay.settings import Pace
from app.relay.web import PATH, make_app
from tests.helpers.clock import FakeClock
from tests.helpers.databases import DATABASES, new_database
from tests.helpers.devices import Device

PIN, CODE = bytes(range(32)), b"0123456789"
GONE = {"type": "http.disconnect"}


class Server:
    """The application, and one way to ask it: blocks of a body in, status, headers and items out."""

    def __init__(self, database: Database, pace: Pace | None = None) -> None:
        self.service = Service(database, PIN, CODE, FakeClock(), pace=pace)
        self.app = make_app(self.service)
        self.sent: list[dict[str, Any]] = []

    def ask(self, blocks: list[bytes], *, cut: bool = False, stall: bool = False, path: str = PATH) -> int:
        """Send the blocks; then the body ends, is cut, or stalls. Gives the status."""
        self.sent = []
        messages: list[Any] = [{"type": "http.request", "body": block, "more_body": True} for block in blocks]
        if cut:
            messages.append(GONE)
        elif not stall:
            messages.append({"type": "http.request", "body": b"", "more_body": False})

        async def receive() -> Any:
            if not messages:
                await anyio.sleep_forever()
            return messages.pop(0)

        async def send(message: Any) -> None:
            self.sent.append(message)

        method = "POST" if path == PATH else "GET"
        scope = {"type": "http", "method": method, "path": path, "headers": [], "query_string": b"", "root_path": ""}
        anyio.run(self.app, scope, receive, send)
        status: int = self.sent[0]["status"]
        return status

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.sent[0].get("headers", []))

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.sent[1:])

    @property
    def items(self) -> list[Item]:
        return ItemReader().feed(self.body)


@pytest.fixture
def server(database: Database) -> Server:
    return Server(database)


@pytest.fixture
def teacher(server: Server) -> Device:
    device = Device(server.service, PIN, CODE, seed=1)
    device.exchange(device.found())
    return device


def body_of(device: Device, uploads: list[Item], **changes: object) -> bytes:
    return b"".join(map(encode_item, [device.hello(**changes), *uploads]))  # type: ignore[arg-type]  # any field of a hello


def test_a_request_may_come_byte_by_byte(server: Server, teacher: Device) -> None:
    """As it does over a bad link."""
    body = body_of(teacher, teacher.envelopes(2))

    assert server.ask([body[i : i + 1] for i in range(len(body))]) == 200
    assert [type(item) for item in server.items] == [Welcome, Ack, Done]


def test_a_short_answer_has_its_length_and_no_other_header(server: Server, teacher: Device) -> None:
    """One header of 20 bytes is all that an idle visit pays for."""
    server.ask([body_of(teacher, [])])

    assert server.headers == {b"content-length": str(len(server.body)).encode()}
    assert len(server.body) <= 30


def test_a_long_answer_goes_out_page_by_page_in_small_records(server: Server, teacher: Device) -> None:
    """Nobody knows its length beforehand, nobody holds it in memory, and a cut costs one record."""
    uploads, ticket = teacher.invite()
    teacher.exchange([*uploads, *teacher.envelopes(30, size=8_000)])
    mentor = Device(server.service, PIN, seed=2)
    mentor.read_by_ticket(ticket)

    assert server.ask([body_of(mentor, mentor.join(ticket))]) == 200

    records = [len(message["body"]) for message in server.sent[1:]]
    assert server.headers == {}
    assert sum(records) > 240_000
    assert max(records) == 2_048
    assert [message["more_body"] for message in server.sent[1:]] == [True] * (len(records) - 1) + [False]
    assert server.items[-1] == Done(more=False)


def test_what_arrived_whole_before_a_cut_is_kept(server: Server, teacher: Device) -> None:
    """And the unfinished one is not."""
    body = body_of(teacher, teacher.envelopes(3))

    assert server.ask([body[:-1]], cut=True) == 408
    assert teacher.exchange([], flags=1).acks == [Ack(0, 2, 1)]


@pytest.mark.parametrize("missing", [1, 3, 4_000, 4_100, 5_000])
def test_of_a_long_envelope_every_byte_before_a_cut_is_kept(server: Server, teacher: Device, missing: int) -> None:
    """Also those of the part that the cut divided."""
    envelope, uploads = teacher.large(9_000)
    body = body_of(teacher, uploads)

    assert server.ask([body[:-missing]], cut=True) == 408

    (ack,) = teacher.exchange([], flags=1).acks
    assert ack == Ack(0, 0, 1, ack.held)
    # Up to 12 bytes in front of each part say where it belongs; they are no bytes of the envelope.
    assert abs(len(envelope) - missing - ack.held) <= 12 * len(uploads)
    assert teacher.exchange(items_up(0, 1, envelope, ack.held)).acks == [Ack(0, 1, 1)]


def test_a_visitor_who_falls_silent_is_let_go(database: Database, teacher: Device) -> None:
    """What he had sent is kept."""
    server = Server(database, Pace(silence_seconds=0.05))

    assert server.ask([body_of(teacher, teacher.envelopes(2))], stall=True) == 408
    assert teacher.exchange([], flags=1).acks == [Ack(0, 2, 1)]


@pytest.mark.parametrize(
    ("tail", "code"),
    [(b"\x63\x01x", Code.UNKNOWN_ITEM), (b"\x04\xff\xff\xff\x7f", Code.TOO_LARGE), (b"\x04\x05\x00", Code.MALFORMED)],
)
def test_nonsense_in_a_body_is_told_and_costs_nothing_before_it(
    server: Server, teacher: Device, tail: bytes, code: Code
) -> None:
    body = body_of(teacher, teacher.envelopes(1)) + tail

    assert server.ask([body, b"and more of it"] if code is not Code.MALFORMED else [body]) == 200

    (refused,) = [item for item in server.items if isinstance(item, Refused)]
    assert refused.code == code
    assert Ack(0, 1, 1) in server.items


def test_an_empty_request_is_answered(server: Server) -> None:
    assert server.ask([]) == 200
    assert [type(item) for item in server.items] == [Welcome, Done]


def test_commits_come_while_the_request_is_still_arriving(database: Database, teacher: Device) -> None:
    """A large upload is safe part by part: here each block is committed before the next is read."""
    server = Server(database, Pace(commit_bytes=1))
    blocks = [body_of(teacher, [])] + [encode_item(item) for item in teacher.envelopes(5)]

    assert server.ask(blocks, cut=True) == 408
    assert teacher.exchange([], flags=1).acks == [Ack(0, 5, 1)]


@pytest.mark.parametrize("commit_bytes", [1, 1 << 20], ids=["while it arrives", "at its end"])
def test_a_full_disk_is_said_by_status(database: Database, teacher: Device, commit_bytes: int) -> None:
    """SQLite's page limit stands in for the disk."""
    server = Server(database, Pace(commit_bytes=commit_bytes))
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")

    assert server.ask([body_of(teacher, teacher.envelopes(30, size=8_000))]) == 507
    assert server.body == b""


def test_health_is_one_line(server: Server) -> None:
    assert server.ask([], path="/health") == 200
    assert b'"ok":true' in server.body


def test_anything_else_is_not_here(server: Server) -> None:
    assert server.ask([], path="/") == 404


@pytest.mark.parametrize("kind", DATABASES)
def test_many_visits_at_once_are_each_answered(tmp_path: Path, kind: str) -> None:
    """More than share one transaction, some of whom alter their space's log and so share it with nobody."""
    opened = Database(new_database(kind, tmp_path))
    service = Service(opened, PIN, CODE, FakeClock())
    application = make_app(service)
    devices = [Device(service, PIN, CODE, seed) for seed in range(5)]
    for device in devices:
        device.exchange(device.found())
    answers: list[list[Item]] = []

    async def visit(body: bytes) -> None:
        sent: list[Any] = []
        messages: list[Any] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Any:
            return messages.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": PATH, "headers": [], "query_string": b"", "root_path": ""}
        await application(scope, receive, send)
        answers.append(ItemReader().feed(b"".join(message.get("body", b"") for message in sent[1:])))

    async def all_at_once() -> None:
        async with anyio.create_task_group() as group:
            for turn in range(16):
                for device in devices:
                    # In any order each of them is right: which of two at once comes first is nobody's promise.
                    items = device.envelopes(1) if turn == 3 else device.invite()[0] if turn == 5 else []
                    known = (SpaceAt(device.space, 0, 1),)
                    group.start_soon(visit, body_of(device, items, spaces=known, visit=7))

    anyio.run(all_at_once)

    assert len(answers) == 80
    assert [item for items in answers for item in items if isinstance(item, Refused)] == []
    assert all(isinstance(items[-1], Done) for items in answers)
    report = check(opened)
    assert (report.envelopes, report.entries, report.faults) == (5, 10, [])
    opened.close()


def test_a_mistake_of_ours_ends_its_visit_and_blocks_no_other(
    server: Server, teacher: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is noted for a report; who comes next is served."""

    def mistake(self: Round, connection: object) -> Outcome:
        raise RuntimeError("a mistake")

    with monkeypatch.context() as patched:
        patched.setattr(Round, "write", mistake)
        for _ in range(2):
            with pytest.raises(RuntimeError):
                server.ask([body_of(teacher, [])])

    assert server.service.counters.visits["failed"] == 2
    assert server.ask([body_of(teacher, [])]) == 200
