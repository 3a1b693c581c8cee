"""What a school day does to a program, as a table: each gets one clear sentence, and nothing is lost.

Every test first writes something, then does the bad thing, and at the end reads what was written. Tickets are in
test_bad_tickets.py, texts that break programs in test_bad_texts.py.
"""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.crypto import passphrase
from app.errors import StoreError
from app.ids import RecordId
from app.paths import Home, open_home
from app.protocol.relay_card import RelayCard
from app.records.edits import SetValue, WriteProse
from app.records.kinds import ALL
from app.records.registry import Registry
from app.store.database import open_database
from app.store.store import Store
from app.sync.links.http import HttpLink
from app.workspace import entering, signing_in
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.clock import FakeClock
from tests.helpers.harm import WORDS, YEAR, assert_unharmed, invited, turn_clock, written
from tests.helpers.relay_process import RelayProcess
from tests.helpers.sentences import refused, told
from tests.helpers.world import STORE_KEY, World, desk_of

PIN = "2580"
_SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home in which a PIN costs little to lock; what a PIN really costs is tested with the lock itself."""
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))
    return open_home(tmp_path / "home")


# Signing in


def test_a_wrong_pin_and_the_wait_that_grows(home: Home) -> None:
    """Kept over a restart of the program; not shortened by a clock that is turned back."""
    clock = FakeClock()
    workspace = People(home, clock).create("李秀兰", PIN)
    plan, person = written(workspace), workspace.me.person
    workspace.close()
    slips = [refused(lambda: People(home, clock).sign_in(person, "0000")) for _ in range(4)]
    assert slips == ["access.wrong_pin"] * 3 + ["access.wait"]
    clock.set(clock.now() - YEAR)
    assert refused(lambda: People(home, clock).sign_in(person, PIN)) == "access.wait"
    clock.pass_seconds(5)
    assert refused(lambda: People(home, clock).sign_in(person, "0000")) == "access.wrong_pin"
    clock.pass_seconds(9)
    assert refused(lambda: People(home, clock).sign_in(person, PIN)) == "access.wait"
    clock.pass_seconds(1)

    again = People(home, clock).sign_in(person, PIN)
    assert_unharmed(again, plan)
    again.close()


def test_a_pin_that_keeps_nobody_out(home: Home) -> None:
    """Refused with the number of characters that it needs."""
    people = People(home, FakeClock())

    assert refused(lambda: people.create("李秀兰", "12")) == "access.weak_pin"
    assert refused(lambda: people.create(" ", PIN)) == "record.bad_value"
    assert people.entries() == []


def test_a_second_window_on_the_same_person(home: Home) -> None:
    """The first one goes on."""
    people = People(home, FakeClock())
    workspace = people.create("李秀兰", PIN)
    plan = written(workspace)

    assert refused(lambda: people.sign_in(workspace.me.person, PIN)) == "store.in_use"
    assert_unharmed(workspace, plan)
    workspace.close()


# The way to the relay


def over_the_network(workspace: Workspace) -> Workspace:
    """The same person with the real link."""
    return Workspace(desk_of(workspace))


def test_a_relay_that_is_down_or_was_never_there(world: World) -> None:
    """Both in process and over a real socket: what waits goes on waiting, and goes when there is a way."""
    teacher, mentor = world.pair()
    plan = written(teacher, world)
    world.weather.down = True
    assert told(teacher.visit().trouble) == ("link.unreachable",)
    _, newcomer, ticket = mentor, world.person("赵刚"), mentor.make_ticket(world.space, "reader").text
    assert refused(lambda: newcomer.join(ticket)) == "link.unreachable"
    alone = over_the_network(newcomer)
    alone.found_space("圈", RelayCard("https://127.0.0.1:9", b"n" * 32, b"").encode())
    assert told(alone.visit().trouble) == ("link.unreachable",)

    assert teacher.sync_line().waiting_records == 1
    assert_unharmed(teacher, plan)
    world.weather.down = False
    teacher.visit()
    mentor.visit()
    assert_unharmed(mentor, plan)


def test_a_relay_with_another_certificate_is_told_nothing(world: World, tmp_path: Path) -> None:
    """A real relay process, and a card whose pin is not its own, as when somebody stands in between."""
    teacher = over_the_network(world.person("李秀兰"))
    with RelayProcess(tmp_path / "relay") as relay:
        card = relay.card
        false = teacher.found_space("假的", RelayCard(card.url, b"f" * 32, card.admission).encode())
        plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": WORDS}, false.space)
        link = HttpLink(card.url, b"f" * 32)
        report = teacher.visit()
        assert told(report.trouble) == ("link.certificate",)
        assert (report.sent, link.traffic.sent) == (0, 0)
        assert teacher.sync_line().waiting_records == 1

        true = teacher.found_space("真的", card.encode())
        other = teacher.create("lesson_plan", {"topic": "冬天"}, true.space)
        report = teacher.visit()
        assert report.trouble == ("link.certificate",)
        assert report.sent == 1
        assert teacher.view(other).travel.value == "on_relay"
    assert teacher.view(plan).travel.value == "here"
    assert_unharmed(teacher, plan)


@pytest.mark.parametrize("off", [-YEAR, YEAR, -40 * YEAR])
def test_a_clock_that_is_years_off(world: World, off: int) -> None:
    """Visits and joins work, and the report tells how wrong it is; 1986 is where a dead battery begins."""
    _, teacher, ticket = invited(world)
    mentor = world.people["王敏"]
    turn_clock(teacher, world, off)
    teacher.join(ticket)
    plan = written(teacher, world)
    report = teacher.visit()

    assert (report.trouble, report.clock_off, report.sent) == ((), off, 1)
    assert mentor.visit().clock_off == 0
    mentor.comment(plan, "notes", 0, 3, "谁看？")
    mentor.mark_read(plan)
    mentor.visit()
    teacher.visit()
    assert [comment.body for comment in teacher.view(plan).comments] == ["谁看？"]
    assert [comment.body for comment in teacher.today().comments] == ["谁看？"]
    assert teacher.view(plan).travel.value == "read"
    for workspace in (teacher, mentor):
        assert_unharmed(workspace, plan)


# The disk and the file on it


@contextmanager
def full_disk(workspace: Workspace) -> Iterator[None]:
    """A real SQLITE_FULL: the file may not grow any more."""
    database = desk_of(workspace).store._database
    database.rows(f"PRAGMA max_page_count = {database.value('PRAGMA page_count')}")
    try:
        yield
    finally:
        database.rows("PRAGMA max_page_count = 1000000")


def test_a_full_disk_while_writing(world: World) -> None:
    """The save is refused whole; what was there is there, and the same save works when there is room."""
    teacher = world.person("李秀兰")
    plan = written(teacher)
    long = [WriteProse("reflection", WORDS * 10_000)]
    with full_disk(teacher):
        assert refused(lambda: teacher.edit(plan, long)) == "store.full"
        assert refused(lambda: teacher.create("lesson_plan", {"notes": WORDS * 10_000})) == "store.full"
        assert "reflection" not in teacher.view(plan).values
        assert len(teacher.list_records()) == 1
    teacher.edit(plan, long)

    assert teacher.view(plan).values["reflection"] == WORDS * 10_000
    assert_unharmed(world.reopen("李秀兰"), plan)


def test_a_full_disk_while_others_work_comes_in(world: World) -> None:
    """Nothing is half there, and the next visit brings what this one could not keep."""
    teacher, mentor = world.pair()
    plan = written(teacher, world)
    teacher.edit(plan, [WriteProse("reflection", "".join(chr(0x4E00 + at * 7 % 20_000) for at in range(60_000)))])
    teacher.visit()
    own = written(mentor)
    with full_disk(mentor):
        assert refused(mentor.visit) == "store.full"
        assert [row.record for row in mentor.list_records()] == [own]
    assert mentor.visit().trouble == ()

    assert mentor.view(plan).values == teacher.view(plan).values
    assert_unharmed(mentor, own)


def signed_out(home: Home) -> tuple[People, str, Path, RecordId]:
    """Somebody who wrote a plan and closed the program."""
    people = People(home, FakeClock())
    workspace = people.create("李秀兰", PIN)
    plan, person = written(workspace), workspace.me.person
    workspace.close()
    return people, person, home.person(person) / "store.db", plan


@pytest.mark.parametrize("damage", ["first page", "every page", "cut off", "empty", "another file"])
def test_a_damaged_store_is_left_as_it_is(home: Home, damage: str) -> None:
    """Said at sign-in, the PIN being right; when the file is put back, everything is there."""
    people, person, path, plan = signed_out(home)
    good = path.read_bytes()
    spoiled = {
        "first page": good[:100] + bytes(200) + good[300:],
        "every page": bytes(byte ^ (at % 1024 == 50) for at, byte in enumerate(good)),
        "cut off": good[: len(good) // 2 + 77],
        "empty": b"",
        "another file": b"PK\x03\x04" + bytes(50_000),
    }[damage]
    path.write_bytes(spoiled)

    assert refused(lambda: people.sign_in(person, PIN)) == "store.damaged"
    assert path.read_bytes() == spoiled
    path.write_bytes(good)
    again = people.sign_in(person, PIN)
    assert_unharmed(again, plan)
    again.close()


def test_a_store_that_is_gone_is_not_replaced_by_an_empty_one(home: Home) -> None:
    """A folder that somebody moved must look like that, and not like a first day."""
    people, person, path, plan = signed_out(home)
    path.rename(path.with_name("elsewhere.db"))

    assert refused(lambda: people.sign_in(person, PIN)) == "store.missing"
    assert not path.exists()
    path.with_name("elsewhere.db").rename(path)
    again = people.sign_in(person, PIN)
    assert_unharmed(again, plan)
    again.close()


def test_a_store_of_a_newer_program_is_not_touched(world: World) -> None:
    """An older one would not know what it must not lose."""
    plan = written(world.person("李秀兰"))
    path = world.folder / "李秀兰" / "store.db"
    world.people.pop("李秀兰").close()
    database = open_database(path, STORE_KEY)
    database.run("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('store', '0099_future')")
    database.close()
    before = path.read_bytes()

    assert refused(lambda: Store.open(path, STORE_KEY, Registry(ALL))) == "store.too_new"
    assert path.read_bytes() == before
    database = open_database(path, STORE_KEY)
    database.run("DELETE FROM _sqlite_migrations WHERE name = '0099_future'")
    database.close()
    assert_unharmed(world.reopen("李秀兰"), plan)


def test_a_disk_that_fails_in_the_middle_of_signing_in_leaves_the_store_free(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next try is not told that the file is in use."""
    people, person, _, plan = signed_out(home)

    def broken(*_: object) -> None:
        raise StoreError("store.damaged", "a page cannot be read")

    with monkeypatch.context() as patched:
        patched.setattr(entering, "Desk", broken)
        assert refused(lambda: people.sign_in(person, PIN)) == "store.damaged"
    again = people.sign_in(person, PIN)
    assert_unharmed(again, plan)
    again.close()


# Files and pastes

NO_TEXT = {
    "a Word file": b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" + bytes(100),
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
    "a photograph": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01",
    "a program": b"MZ\x90\x00\x03" + bytes(60),
    "all bytes": bytes(range(256)),
    "UTF-16 without its mark": (WORDS + "\n").encode("utf-16-le"),
    "UTF-16 without its mark, the other way": WORDS.encode("utf-16-be"),
    "UTF-32": WORDS.encode("utf-32"),
}


@pytest.mark.parametrize("what", NO_TEXT)
def test_a_text_file_that_is_no_text(world: World, what: str) -> None:
    """No record of nonsense comes of it."""
    teacher = world.person("李秀兰")
    plan = written(teacher)

    assert refused(lambda: teacher.import_text("lesson_plan", NO_TEXT[what])) == "file.not_text"
    assert [row.record for row in teacher.list_records()] == [plan]
    assert_unharmed(teacher, plan)


def test_every_word_file_at_hand_is_refused_as_no_text(world: World) -> None:
    """Whole ones and broken ones, where the collection lies beside the repository; one of our own otherwise."""
    teacher = world.person("李秀兰")
    files = sorted((_SHARED / "docx-malformed").glob("*.doc?")) if _SHARED.exists() else []
    for data in [path.read_bytes() for path in files] or [NO_TEXT["a Word file"]]:
        assert refused(lambda data=data: teacher.import_text("lesson_plan", data)) in ("file.not_text", "file.empty")  # type: ignore[misc]  # the loop's own data

    assert teacher.list_records() == []


def test_an_empty_file_and_one_that_is_too_large(world: World) -> None:
    """Each with its own sentence, the second with both sizes."""
    teacher = world.person("李秀兰")

    assert refused(lambda: teacher.import_text("lesson_plan", b" \r\n")) == "file.empty"
    assert refused(lambda: teacher.import_text("lesson_plan", b"a" * 50_000_000)) == "file.too_large"
    assert teacher.list_records() == []


def test_a_paste_of_fifty_megabytes_anywhere(world: World) -> None:
    """In a text, a line, a comment, a step, a search and a name: refused or cut short, and the field untouched."""
    teacher, _ = world.pair()
    plan = written(teacher, world)
    paste = "长" * (50_000_000 // 3)
    for verb in (
        lambda: teacher.edit(plan, [WriteProse("notes", paste)]),
        lambda: teacher.edit(plan, [SetValue("topic", paste)]),
        lambda: teacher.edit(plan, [SetValue("class_name", "三班"), WriteProse("notes", paste)]),
        lambda: teacher.create("lesson_plan", {"notes": paste}),
        lambda: teacher.comment(plan, "notes", 0, 1, paste),
        lambda: teacher.set_step(plan, paste, "", ""),
        lambda: teacher.found_space(paste, world.card),
    ):
        assert refused(verb) == "record.text_too_long"
    assert teacher.list_records(text=paste) == []

    view = teacher.view(plan)
    assert (view.title, view.comments, view.steps, "class_name" in view.values) == ("秋天", (), (), False)
    assert len(teacher.list_records()) == 1
    assert_unharmed(teacher, plan)
