"""A snapshot on a stick gives a newcomer everything, costs her nothing again over a network, and is believed as far as
its keeper signed it."""

from pathlib import Path

import pytest

from app.ids import RecordId
from app.protocol.stick import Kept, SnapshotFile, encode_file, parse_file
from app.spaces.ticket import Ticket
from app.sync import snapshot_making
from app.sync.engine import directly, never, no_progress
from app.sync.joining import join_by_stick
from app.sync.links.stick_files import StickFolder
from app.sync.stick_snapshots import take_snapshots
from app.workspace.from_stick import OpenedTicket
from app.workspace.kits import Guest
from app.workspace.workspace import Workspace
from tests.helpers.kits import cheap_codes
from tests.helpers.sticks import LetterWorld, empty_stick, letter_world
from tests.helpers.stories import owner_of, settle

__all__ = ["cheap_codes", "empty_stick", "letter_world"]
PLANS = 6


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of a few records."""
    monkeypatch.setattr(snapshot_making, "CHUNK_AIM", 100)


@pytest.fixture
def opened(world: LetterWorld, stick: Path) -> OpenedTicket:
    """A prepared stick: plans of two people, in several chunks."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    for number in range(PLANS):
        author = (teacher, mentor)[number % 2]
        author.create("lesson_plan", {"topic": f"第{number}课"}, world.space)
        author.visit()
    settle(teacher, mentor)
    (ticket,) = mentor.prepare_tickets(stick, [Guest("赵刚", (world.space,))], 30)
    return mentor.open_ticket_file(stick, ticket.code)


def titles(workspace: Workspace) -> set[str]:
    return {row.title for row in workspace.list_records("lesson_plan")}


ALL = {f"第{number}课" for number in range(PLANS)}


def chunk_files(stick: Path) -> list[Path]:
    return sorted((stick / "TONGXING" / "snapshots").iterdir())


def test_everything_is_there_and_the_relay_gives_nothing_of_it_again(
    world: LetterWorld, stick: Path, opened: OpenedTicket
) -> None:
    newcomer = world.person("赵刚")
    assert newcomer.join_from_stick(stick, opened).trouble == ()
    assert titles(newcomer) == ALL
    authors = {row.author for row in newcomer.list_records("lesson_plan")}
    assert authors == {"王敏", "李秀兰"}
    report = newcomer.visit()
    assert (report.trouble, report.merged) == ((), 0)
    assert report.received <= 2
    later = world.people["李秀兰"].create("lesson_plan", {"topic": "后来的"}, world.space)
    settle(world.people["李秀兰"], newcomer)
    assert newcomer.view(later).title == "后来的"
    assert newcomer.aside() == []


def test_a_spoilt_or_forged_chunk_is_left_and_the_network_brings_everything(
    world: LetterWorld, stick: Path, opened: OpenedTicket
) -> None:
    """Whoever carried the stick may have changed it, with a good sum: nothing of that is merged."""
    (path,) = chunk_files(stick)
    file = parse_file(path.read_bytes(), SnapshotFile)
    chunks = [kept.data for kept in file.chunks]
    assert len(chunks) > 2
    mentor = world.people["王敏"]
    for number, changed in enumerate(
        (
            [chunks[0], chunks[1][:-70] + b"\0" + chunks[1][-69:], *chunks[2:]],
            [chunks[0], chunks[2], chunks[1], *chunks[3:]],
            chunks[:-1],
            [chunks[0], *chunks[2:]],
            [b"\1" + bytes(80)],
            [],
        )
    ):
        path.write_bytes(encode_file(SnapshotFile(file.space, file.relay, 0, tuple(map(Kept, changed)))))
        newcomer = world.person(f"新来的{number}")
        ticket = mentor.make_ticket(world.space, "reader")
        mentor.visit()
        mentor.exchange_with_stick(stick)
        owner, folder = owner_of(newcomer), StickFolder(stick)
        join_by_stick(owner, Ticket.parse(ticket.text), newcomer.me.name, folder)
        merged, refused = take_snapshots(owner, folder, directly, no_progress, never)
        assert len(merged.records) < PLANS, number
        assert refused == (number in (0, 1, 3)), number
        settle(newcomer)
        assert titles(newcomer) == ALL, number


def test_cut_in_the_middle_it_is_gone_on_with(world: LetterWorld, stick: Path, opened: OpenedTicket) -> None:
    """The first chunks are of use at once; the stick put in again brings the rest."""
    newcomer = world.person("赵刚")
    (path,) = chunk_files(stick)
    data = path.read_bytes()
    path.unlink()
    newcomer.join_from_stick(stick, opened)
    assert titles(newcomer) == set()
    path.write_bytes(data)
    asked = [0]

    def stop() -> bool:
        asked[0] += 1
        return asked[0] > 2

    owner, folder = owner_of(newcomer), StickFolder(stick)
    first, refused = take_snapshots(owner, folder, directly, no_progress, stop)
    assert (0 < len(first.records) < PLANS, refused) == (True, 0)
    taken: set[RecordId] = set(first.records)
    rest, refused = take_snapshots(owner, folder, directly, no_progress, never)
    assert refused == 0
    assert titles(newcomer) == ALL
    assert not taken & rest.records
    assert take_snapshots(owner, folder, directly, no_progress, never)[0].records == frozenset()


def test_one_for_another_relay_is_passed_over(world: LetterWorld, stick: Path, opened: OpenedTicket) -> None:
    (path,) = chunk_files(stick)
    file = parse_file(path.read_bytes(), SnapshotFile)
    path.write_bytes(encode_file(SnapshotFile(file.space, bytes(32), 0, file.chunks)))
    newcomer = world.person("赵刚")
    assert newcomer.join_from_stick(stick, opened).trouble == ()
    assert titles(newcomer) == set()


def test_where_no_snapshot_can_be_made_ones_own_envelopes_lie_there(world: LetterWorld, stick: Path) -> None:
    """As in a space whose relay has nothing of it yet."""
    mentor = world.person("王敏")
    world.space = mentor.found_space("新圈", world.card).space
    mentor.visit()
    mentor.create("lesson_plan", {"topic": "第一课"}, world.space)
    (ticket,) = mentor.prepare_tickets(stick, [Guest("赵刚", (world.space,))], 30)
    newcomer = world.person("赵刚")
    assert newcomer.join_from_stick(stick, newcomer.open_ticket_file(stick, ticket.code)).trouble == ()
    assert titles(newcomer) == {"第一课"}
