"""What is asked before anybody is signed in: a card, a request under way, answers; on full disks, with odd files."""

from pathlib import Path

import msgspec
import pytest

from app.errors import AccessError, StoreError, TongxingError
from app.paths import Home, open_home
from app.workspace import coming_back
from app.workspace.signing_in import People
from tests.helpers.clock import FakeClock
from tests.helpers.homecoming import PIN, cheap_locks


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    cheap_locks(monkeypatch)
    return open_home(tmp_path / "home")


@pytest.fixture
def people(home: Home) -> People:
    return People(home, FakeClock())


def test_a_card_says_whether_she_is_here(people: People) -> None:
    """Then her name is known, and only a new PIN is asked for."""
    workspace = people.create("李秀兰", PIN)
    card = workspace.recovery_card()
    workspace.close()
    here = coming_back.read_card(people, "".join(card.chinese))
    stranger = coming_back.read_card(people, " ".join(["abandon"] * 23 + ["art"]), "")

    assert (here.here, here.name, here.places) == (True, "李秀兰", ())
    assert (stranger.here, stranger.name) == (False, "")
    assert "root" not in repr(here).replace("root=", "")
    assert here.root.hex() not in repr(here)


@pytest.mark.parametrize(
    ("words", "code", "expected"),
    [
        ("", "", "recovery.words_count"),
        ("天", "", "recovery.words_count"),
        (" ".join(["abandon"] * 24), "", "recovery.words_wrong"),
        (" ".join(["abandon"] * 23 + ["art"]), "RC1-0000", "recovery.code_damaged"),
    ],
)
def test_what_is_wrong_with_a_card_is_said(people: People, words: str, code: str, expected: str) -> None:
    with pytest.raises(AccessError) as raised:
        coming_back.read_card(people, words, code)
    assert raised.value.code == expected


def test_a_request_needs_a_pin_and_is_kept_without_its_secret(people: People, home: Home) -> None:
    with pytest.raises(AccessError) as raised:
        coming_back.ask(people, "李秀兰", "1")
    assert raised.value.code == "access.weak_pin"
    assert coming_back.asking(people) is None

    asked = coming_back.ask(people, "李秀兰", PIN)
    assert coming_back.asking(people) == asked
    assert asked.request.startswith("RQ1-")


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff", b'{"name": 1}', b"[" * 50])
def test_a_damaged_request_is_none(people: People, home: Home, damage: bytes) -> None:
    """She asks once more; nobody is shut out by it."""
    coming_back.ask(people, "李秀兰", PIN)
    (home.root / "asking.json").write_bytes(damage)

    assert coming_back.asking(people) is None
    with pytest.raises(TongxingError):
        coming_back.take_answer(people, "RA1-", PIN)
    with pytest.raises(AccessError):
        coming_back.number_for(people, "123456")


def test_a_request_whose_lock_is_damaged_is_not_called_a_wrong_pin(people: People, home: Home) -> None:
    """She would try for ever."""
    asked = coming_back.ask(people, "李秀兰", PIN)
    for locked in ("not base64!", "AAAA"):
        (home.root / "asking.json").write_bytes(
            msgspec.json.encode({"name": "李秀兰", "request": asked.request, "locked": locked, "answers": []})
        )
        with pytest.raises(StoreError) as raised:
            coming_back.take_answer(people, "RA1-", PIN)
        assert raised.value.code == "store.damaged"


def test_a_full_disk_is_said(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_source: object, _target: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", full)
        with pytest.raises(StoreError) as raised:
            coming_back.ask(people, "李秀兰", PIN)
    assert raised.value.code == "store.full"
    assert coming_back.asking(people) is None


def test_a_card_beside_somebody_elses_file_opens_nothing(people: People, home: Home) -> None:
    """The lock by root was copied from another person: said as damage, and the file stays."""
    first, second = people.create("李秀兰", PIN), people.create("王敏", PIN)
    words = "".join(first.recovery_card().chinese)
    for workspace in (first, second):
        workspace.close()
    for copy in ("card.json", "card.first.json"):
        (home.person(first.me.person) / copy).write_bytes((home.person(second.me.person) / copy).read_bytes())

    with pytest.raises(StoreError) as raised:
        people.come_back(coming_back.read_card(people, words), "", "2222")
    assert raised.value.code == "store.damaged"
    assert (home.person(first.me.person) / "store.db").exists()
