"""Who uses this laptop: people, their PINs, and waits that neither a restart nor a clock shortens.

Argon2 is the real one where the PIN is the point; its costs are turned down where it is not.
"""

import base64
import functools
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from app.crypto import passphrase
from app.errors import AccessError, StoreError, TongxingError
from app.paths import Home, open_home
from app.workspace import coming_back, signing_in
from app.workspace.cards import Card
from app.workspace.key_store import KeyStore
from app.workspace.signing_in import LEAST_PIN, LONGEST_NAME, People
from tests.helpers.clock import FakeClock
from tests.helpers.homecoming import Safe
from tests.helpers.texts import NAUGHTY, kept_name

PIN = "2580"
YEAR = 366 * 86_400


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty home, in which a PIN is locked at the least cost."""
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))
    return open_home(tmp_path / "home")


@pytest.fixture
def clock() -> FakeClock:
    """A clock that tests turn."""
    return FakeClock()


@pytest.fixture
def people(home: Home, clock: FakeClock) -> People:
    """The people of the home: nobody yet."""
    return People(home, clock)


def made(people: People, name: str = "李秀兰", pin: str = PIN) -> str:
    """Somebody new, signed out again; gives her id."""
    workspace = people.create(name, pin)
    workspace.close()
    return workspace.me.person


def code_of(verb: Callable[[], object]) -> TongxingError:
    """What a verb is refused with."""
    with pytest.raises(TongxingError) as raised:
        verb()
    return raised.value


def tried_wrong(people: People, person: str, times: int) -> None:
    """Wrong PINs, one after another, without a wait between them."""
    for _ in range(times):
        assert code_of(lambda: people.sign_in(person, "0000")).code == "access.wrong_pin"


def test_what_she_wrote_is_there_when_she_comes_back(people: People) -> None:
    """With her name on it."""
    workspace = people.create("李秀兰", PIN)
    plan = workspace.create("lesson_plan", {"topic": "秋天"})
    workspace.close()
    again = people.sign_in(workspace.me.person, PIN)
    view = again.view(plan)
    again.close()

    assert (again.me.name, view.title, view.author) == ("李秀兰", "秋天", "李秀兰")
    assert [(entry.person, entry.name) for entry in people.entries()] == [(again.me.person, "李秀兰")]


def test_the_usual_lock_costs_what_is_promised(people: People) -> None:
    """The fixture turns the cost down for these tests; the program's own default is the full one."""
    locked = passphrase.lock(bytes(32), PIN)

    assert int.from_bytes(locked[1:5], "big") == 65_536
    assert passphrase.unlock(locked, "２５８０") == bytes(32)


def test_people_are_shown_by_name_and_kept_apart(people: People) -> None:
    """Two of one name are two people; neither reads the other's."""
    first, second, third = (
        made(people, name, pin) for name, pin in (("王敏", "1111"), ("李秀兰", PIN), ("王敏", "3333"))
    )

    assert [entry.name for entry in people.entries()] == ["李秀兰", "王敏", "王敏"]
    assert len({first, second, third}) == 3
    assert code_of(lambda: people.sign_in(first, "3333")).code == "access.wrong_pin"


@pytest.mark.parametrize("pin", ["", "1", "123", "一二三"])
def test_a_short_pin_is_refused_before_anything_is_made(people: People, pin: str) -> None:
    """With the number of characters that it needs."""
    error = code_of(lambda: people.create("李秀兰", pin))

    assert (error.code, error.fields) == ("access.weak_pin", {"least": LEAST_PIN})
    assert people.entries() == []


@pytest.mark.parametrize("name", ["", "  \t\n", "长" * (LONGEST_NAME + 1)])
def test_a_name_that_is_none_is_refused(people: People, home: Home, name: str) -> None:
    """Nothing is left behind."""
    assert code_of(lambda: people.create(name, PIN)).code == "record.bad_value"
    assert list(home.people.iterdir()) == []


def test_names_and_pins_may_be_anything(people: People) -> None:
    """Half a surrogate pair cannot be kept as it is, and what nobody sees is not."""
    for name in (*NAUGHTY, "𠮷" * LONGEST_NAME, "half \ud83d pair"):
        plain = kept_name(name)
        if plain:
            person = made(people, name, name + PIN)
            again = people.sign_in(person, name + PIN)
            again.close()
            assert again.me.name == plain

    assert len(people.entries()) == len([name for name in NAUGHTY if kept_name(name)]) + 2


def test_three_slips_cost_nothing_and_then_the_wait_grows(people: People, clock: FakeClock) -> None:
    """5 s, 10 s, 20 s ... a quarter of an hour at most."""
    person = made(people)
    tried_wrong(people, person, 3)
    waits = []
    for _ in range(10):
        error = code_of(lambda: people.sign_in(person, PIN))
        assert error.code == "access.wait"
        waits.append(int(error.fields["seconds"]))
        clock.pass_seconds(waits[-1])
        tried_wrong(people, person, 1)

    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]


def test_the_wait_is_kept_over_a_restart_and_counts_down(people: People, home: Home, clock: FakeClock) -> None:
    """Starting the program again does not shorten it; the right PIN at its end clears the count."""
    person = made(people)
    tried_wrong(people, person, 3)
    clock.pass_seconds(2)
    again = People(home, clock)
    assert code_of(lambda: again.sign_in(person, PIN)).fields == {"seconds": 3}
    clock.pass_seconds(3)
    again.sign_in(person, PIN).close()

    tried_wrong(again, person, 3)


def test_turning_the_clock_back_does_not_shorten_the_wait(people: People, clock: FakeClock) -> None:
    """It begins anew, whole."""
    person = made(people)
    tried_wrong(people, person, 4 - 1)
    clock.pass_seconds(4)
    clock.set(clock.now() - YEAR)

    assert code_of(lambda: people.sign_in(person, PIN)).fields == {"seconds": 5}
    clock.pass_seconds(4)
    assert code_of(lambda: people.sign_in(person, PIN)).fields == {"seconds": 1}


def test_a_clock_that_was_a_year_ahead_shuts_nobody_out_for_a_year(
    people: People, home: Home, clock: FakeClock
) -> None:
    """The slips were made while it was wrong; then somebody put it right."""
    person = made(people)
    clock.set(clock.now() + YEAR)
    tried_wrong(people, person, 3)
    clock.set(clock.now() - YEAR)
    assert code_of(lambda: people.sign_in(person, PIN)).code == "access.wait"
    clock.pass_seconds(5)

    People(home, clock).sign_in(person, PIN).close()


def test_the_wait_of_one_is_not_the_wait_of_another(people: People) -> None:
    """A child's game with her colleague's PIN does not keep her out."""
    first, second = made(people, "王敏"), made(people, "李秀兰")
    tried_wrong(people, first, 3)

    workspace = people.sign_in(second, PIN)
    assert workspace.me.person == second
    workspace.close()


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b'{"name": 7, "locked": "x"}', b"[1, 2"])
def test_a_damaged_card_keeps_nobody_out(people: People, home: Home, damage: bytes) -> None:
    """The copy that was written when she began opens everything."""
    person = made(people)
    (home.person(person) / "card.json").write_bytes(damage)

    assert [entry.person for entry in people.entries()] == [person]
    people.sign_in(person, PIN).close()


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b'{"name": 7, "locked": "x"}', b"[1, 2"])
def test_two_damaged_cards_keep_the_others_and_the_folder(people: People, home: Home, damage: bytes) -> None:
    """Whoever asks for her by name is told; the file beside it is untouched."""
    other, person = made(people, "王敏"), made(people)
    for copy in ("card.json", "card.first.json"):
        (home.person(person) / copy).write_bytes(damage)

    assert [entry.person for entry in people.entries()] == [other]
    assert code_of(lambda: people.sign_in(person, PIN)).code == "store.damaged"
    assert (home.person(person) / "store.db").exists()


@pytest.mark.parametrize("locked", ["", "not base64!", "AAAA", "教案"])
def test_a_damaged_lock_is_not_called_a_wrong_pin(people: People, home: Home, locked: str) -> None:
    """She would try for ever."""
    person = made(people)
    card = msgspec.json.decode((home.person(person) / "card.json").read_bytes(), type=Card)
    (home.person(person) / "card.json").write_bytes(msgspec.json.encode(Card(card.name, locked)))

    assert code_of(lambda: people.sign_in(person, PIN)).code == "store.damaged"


def test_whoever_is_not_here_is_missing(people: People, home: Home) -> None:
    """And so is a home that was unplugged."""
    assert code_of(lambda: people.sign_in("00" * 8, PIN)).code == "store.missing"
    (home.people / "desktop.ini").write_text("not a person", "utf-8")
    assert people.entries() == []
    (home.people / "desktop.ini").unlink()
    home.people.rmdir()
    assert code_of(people.entries).code == "store.missing"


def test_one_person_is_open_once(people: People) -> None:
    """A second window would write into the same file."""
    workspace = people.create("李秀兰", PIN)

    assert code_of(lambda: people.sign_in(workspace.me.person, PIN)).code == "store.in_use"
    workspace.close()
    people.sign_in(workspace.me.person, PIN).close()


def test_a_start_that_fails_leaves_nothing_behind(people: People, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full at the last moment: no half person, and the next try works."""

    def full(*_: object) -> None:
        raise StoreError("store.full", "no room")

    with monkeypatch.context() as patched:
        patched.setattr(signing_in, "make_card", full)
        assert code_of(lambda: people.create("李秀兰", PIN)).code == "store.full"
    assert list(home.people.iterdir()) == []

    made(people)


def test_a_start_never_clears_a_folder_that_was_there(home: Home, clock: FakeClock) -> None:
    """The same root key would be the same person; what she has must stay."""
    same = People(home, clock, lambda size: b"\x07" * size)
    person = made(same)
    before = (home.person(person) / "store.db").read_bytes()

    assert code_of(lambda: same.create("李秀兰", PIN)).code == "store.read_only"
    assert (home.person(person) / "store.db").read_bytes() == before


def test_the_right_pin_opens_also_when_the_card_cannot_be_written(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count of slips is not worth a morning; a wrong PIN does say that the disk is full."""
    person = made(people)
    tried_wrong(people, person, 1)

    def full(_source: object, _target: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", full)
        people.sign_in(person, PIN).close()
        assert code_of(lambda: people.sign_in(person, "0000")).code == "store.full"


def test_a_card_tells_nothing_but_the_name(people: People, home: Home) -> None:
    """It lies open on the disk."""
    person = made(people)
    card = (home.person(person) / "card.json").read_text("utf-8")

    assert set(msgspec.json.decode(card)) == {"name", "locked", "wrong", "last_wrong", "awake", "by_root"}
    assert PIN not in card
    assert b"SQLite format" not in (home.person(person) / "store.db").read_bytes()


def test_a_card_of_a_newer_program_is_read() -> None:
    """What it adds is passed over."""
    card = msgspec.json.decode(b'{"name": "a", "locked": "b", "picture": "c"}', type=Card)

    assert (card.name, card.wrong, card.wait(0, 0)) == ("a", 0, 0)


def test_wrong_is_wrong_also_before_the_first_wait() -> None:
    """A card with slips in it, as a table."""
    waits = [Card("a", "b", wrong, 100).wait(100, 0) for wrong in range(6)]

    assert waits == [0, 0, 0, 5, 10, 20]
    with pytest.raises(AccessError):
        passphrase.unlock(passphrase.lock(bytes(32), PIN, memory_kib=8, rounds=1), "0000")


def test_putting_the_clock_ahead_does_not_shorten_the_wait(people: People, home: Home, clock: FakeClock) -> None:
    """Also not for a program that is started again: what the computer itself counted decides."""
    person = made(people)
    tried_wrong(people, person, 3)
    clock.set(clock.now() + YEAR)

    assert code_of(lambda: People(home, clock).sign_in(person, PIN)).fields == {"seconds": 5}
    clock.pass_seconds(5)
    People(home, clock).sign_in(person, PIN).close()


def test_a_new_pin_opens_and_the_old_one_nowhere(people: People, home: Home) -> None:
    """Not in the second copy of the card either; a wrong old one changes nothing, and is counted."""
    person = made(people)
    assert code_of(lambda: people.change_pin(person, "0000", "97531")).code == "access.wrong_pin"
    assert code_of(lambda: people.change_pin(person, PIN, "123")).code == "access.weak_pin"
    people.sign_in(person, PIN).close()
    people.change_pin(person, PIN, "97531")
    (home.person(person) / "card.json").unlink()

    assert code_of(lambda: people.sign_in(person, PIN)).code == "access.wrong_pin"
    people.sign_in(person, "97531").close()


def test_a_lock_that_would_not_open_is_never_written(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PIN is tried at once, before anything depends on it."""
    broken = passphrase.lock(bytes(32), "another", memory_kib=8, rounds=1)
    monkeypatch.setattr(signing_in, "lock", lambda *_args, **_kwargs: broken)

    with pytest.raises(TongxingError):
        people.create("李秀兰", PIN)
    assert people.entries() == []


def test_the_pin_is_tried_behind_a_lock_without_opening_anything(people: People) -> None:
    """With the same waits as at the door."""
    workspace = people.create("李秀兰", PIN)
    people.check(workspace.me.person, PIN)
    for _ in range(3):
        assert code_of(lambda: people.check(workspace.me.person, "0000")).code == "access.wrong_pin"
    assert code_of(lambda: people.check(workspace.me.person, PIN)).code == "access.wait"
    workspace.close()


@pytest.fixture
def safe() -> Safe:
    """A system's key store."""
    return Safe()


@pytest.fixture
def bound(home: Home, clock: FakeClock, safe: Safe) -> tuple[People, str]:
    """Somebody whose lock has its other half in the key store."""
    people = People(home, clock, key_store=KeyStore(safe))
    person = made(people)
    people.bind(person, PIN, True)
    return people, person


def test_a_copied_folder_alone_cannot_be_tried(
    bound: tuple[People, str], home: Home, clock: FakeClock, safe: Safe
) -> None:
    """Neither copy of the card knows the right PIN from a wrong one without what the system keeps."""
    people, person = bound
    elsewhere = People(home, clock, key_store=KeyStore(Safe()))
    locked = base64.b64decode(msgspec.json.decode((home.person(person) / "card.first.json").read_bytes())["locked"])

    people.sign_in(person, PIN).close()
    assert people.is_bound(person)
    assert code_of(lambda: elsewhere.sign_in(person, PIN)).code == "access.key_store"
    with pytest.raises(AccessError):
        passphrase.unlock(locked, PIN)
    assert base64.b64decode(safe.kept[person]) not in locked


def test_a_lost_entry_shuts_nobody_out_who_has_her_card(bound: tuple[People, str], safe: Safe) -> None:
    """The recovery card opens the same file; the new lock is bound again where that is possible."""
    people, person = bound
    workspace = people.sign_in(person, PIN)
    words = "".join(workspace.recovery_card().chinese)
    workspace.close()
    safe.kept.clear()
    assert code_of(lambda: people.sign_in(person, PIN)).code == "access.key_store"

    people.come_back(coming_back.read_card(people, words), "", "8642").close()

    people.sign_in(person, "8642").close()
    assert people.is_bound(person)


def test_without_a_key_store_binding_is_refused_and_nothing_changes(home: Home, clock: FakeClock) -> None:
    safe = Safe()
    safe.broken = True
    people = People(home, clock, key_store=KeyStore(safe))
    person = made(people)

    assert code_of(lambda: people.bind(person, PIN, True)).code == "access.no_key_store"
    assert not people.is_bound(person)
    people.sign_in(person, PIN).close()


def test_unbinding_needs_the_pin_and_then_the_file_opens_anywhere(
    bound: tuple[People, str], home: Home, clock: FakeClock, safe: Safe
) -> None:
    people, person = bound
    assert code_of(lambda: people.bind(person, "0000", False)).code == "access.wrong_pin"
    people.bind(person, PIN, False)

    assert safe.kept == {}
    People(home, clock, key_store=KeyStore(Safe())).sign_in(person, PIN).close()


def test_a_pin_that_is_changed_stays_bound(bound: tuple[People, str]) -> None:
    people, person = bound
    people.change_pin(person, PIN, "97531")

    assert people.is_bound(person)
    people.sign_in(person, "97531").close()
