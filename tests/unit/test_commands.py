"""The verbs without a window, played by two people on one machine with a real relay process between them."""

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import commands
from app.clock import SystemClock
from app.crypto import passphrase
from app.errors import AccessError, FileError, LinkError, RecordError, TongxingError
from app.installed import Layers
from app.paths import Home, open_home
from app.startup import read_line
from app.text import Texts
from app.workspace import releases, signing_in, updating, updating_offer
from app.workspace.workspace import Workspace
from tests.helpers.installed_tree import LIB, RUNTIME, said, small_tree
from tests.helpers.relay_process import RelayProcess
from tests.helpers.releases import KEY, Shelf, files_of

EN = Texts("en")
PLAN = "# 𠮷课：二进制\n\n## 备注\n\n学生能数到三十一。\n"


@pytest.fixture(autouse=True)
def pin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PIN in the environment, cheap to lock."""
    monkeypatch.setenv(commands.PIN, "2580")
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with one person in it."""
    made = open_home(tmp_path / "teacher")
    run(made, "person", "李秀兰")
    return made


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[RelayProcess]:
    """A relay process."""
    with RelayProcess(tmp_path / "relay") as running:
        yield running


def run(home: Home, *arguments: str) -> int:
    """One command line."""
    return commands.run_command(read_line(arguments), home, EN)


def only_person(home: Home) -> Workspace:
    """The one who uses this home, signed in."""
    people = signing_in.People(home, SystemClock())
    (entry,) = people.entries()
    return people.sign_in(entry.person, "2580")


def refused(home: Home, *arguments: str) -> TongxingError:
    """What a command line is refused with."""
    with pytest.raises(TongxingError) as raised:
        run(home, *arguments)
    return raised.value


def written(folder: Path) -> str:
    """All that was exported into a folder."""
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.md")))


def test_a_plan_goes_from_one_to_the_other_by_command_lines_alone(
    home: Home, relay: RelayProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Import, found, ticket, join, share, sync, export; each prints its line."""
    source = tmp_path / "plan.md"
    source.write_text(PLAN, "utf-8")
    mentor = open_home(tmp_path / "mentor")
    run(mentor, "person", "王敏")
    assert run(mentor, "found", "圈", "--relay", relay.card.encode()) == 0
    capsys.readouterr()
    assert run(mentor, "ticket", "圈") == 0
    ticket = capsys.readouterr().out.strip()
    assert ticket.startswith("TX1-")
    assert run(mentor, "sync") == 0

    assert run(home, "join", ticket) == 0
    assert "圈" in capsys.readouterr().out
    assert run(home, "import", str(source), "--kind", "lesson-plan") == 0
    record = capsys.readouterr().out.rpartition("(")[2].partition(")")[0]
    assert run(home, "share", record, "圈") == 0
    assert (run(home, "sync"), run(mentor, "sync")) == (0, 0)
    assert run(mentor, "export", "--to", str(tmp_path / "out" / "deep")) == 0

    assert "学生能数到三十一。" in written(tmp_path / "out" / "deep")
    assert "𠮷课：二进制" in written(tmp_path / "out" / "deep")
    relay.stop()
    capsys.readouterr()
    assert run(home, "sync") == 1
    assert EN.explain(LinkError("link.unreachable")).whole() in capsys.readouterr().out


def test_a_letter_is_carried_by_a_program_in_which_nobody_is(
    home: Home, relay: RelayProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Written without a network, posted from an empty home, and its answer taken in with the next exchange."""
    stick, stranger = tmp_path / "KINGSTON", open_home(tmp_path / "stranger")
    stick.mkdir()
    assert run(home, "found", "圈", "--relay", relay.card.encode()) == 0
    assert run(home, "stick", str(stick)) == 0
    capsys.readouterr()

    assert run(stranger, "carry", str(stick)) == 0
    assert capsys.readouterr().out.startswith("1 letters posted")
    assert run(home, "stick", str(stick)) == 0
    relay.stop()
    assert run(stranger, "carry", str(stick)) == 1
    assert EN.explain(LinkError("link.unreachable")).whole() in capsys.readouterr().out
    assert refused(stranger, "carry", str(tmp_path)).code == "stick.none"
    assert list(stranger.people.iterdir()) == []


def test_who_is_meant_must_be_clear(home: Home) -> None:
    """One person needs no name; of two, one has to be named, by name or id; nobody is made by accident."""
    assert run(home, "sync") == 0
    run(home, "person", "王敏")
    assert refused(home, "sync").fields == {"count": 2}
    assert run(home, "sync", "--person", "王敏") == 0
    assert run(home, "sync", "--person", next(home.people.iterdir()).name) == 0
    assert refused(home, "sync", "--person", "赵刚").code == "access.who"
    assert isinstance(refused(open_home(home.root / "empty"), "sync"), AccessError)


def test_the_pin_comes_from_the_environment_or_is_asked_for(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never from the command line, where others could read it."""
    monkeypatch.setenv(commands.PIN, "0000")
    assert refused(home, "sync").code == "access.wrong_pin"
    monkeypatch.delenv(commands.PIN)
    asked = []

    def answer(question: str) -> str:
        asked.append(question)
        return "2580"

    monkeypatch.setattr("getpass.getpass", answer)

    assert run(home, "sync") == 0
    assert asked == [EN.say("command.pin")]


def test_what_cannot_be_done_leaves_the_file_closed_and_whole(home: Home, tmp_path: Path) -> None:
    """Each with its own code; the next command opens the same store."""
    (tmp_path / "plan.docx").write_bytes(b"PK\x03\x04\x00\x00")
    (tmp_path / "plan.md").write_text(PLAN, "utf-8")
    (tmp_path / "blocked").write_text("in the way", "utf-8")
    run(home, "import", str(tmp_path / "plan.md"))
    codes = [
        refused(home, *line).code
        for line in (
            ("import", str(tmp_path / "gone.md")),
            ("import", str(tmp_path)),
            ("import", str(tmp_path / "plan.docx")),
            ("import", str(tmp_path / "plan.md"), "--kind", "poem"),
            ("export", "--to", str(tmp_path / "blocked" / "out")),
            ("found", "圈", "--relay", "TR1-XX"),
            ("ticket", "没有的圈"),
            ("join", "TX1-XX"),
            ("share", "AAAAAAAAAAAA", "没有的圈"),
        )
    ]

    assert codes == [
        "file.unreadable",
        "file.unreadable",
        "file.broken",
        "record.unknown_kind",
        "file.unwritable",
        "relay_card.damaged",
        "record.missing",
        "ticket.damaged",
        "record.missing",
    ]
    assert run(home, "export", "--to", str(tmp_path / "out")) == 0
    assert written(tmp_path / "out").count("学生能数到三十一。") == 1


def test_every_failure_of_a_command_closes_the_store(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that nobody foresaw: a store left open could not be opened again."""

    def broken(_: Workspace) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(Workspace, "visit", broken)
        with pytest.raises(ZeroDivisionError):
            run(home, "sync")

    assert run(home, "sync") == 0


def test_a_private_space_is_no_place_to_share_to(home: Home) -> None:
    """It has no name, so that it cannot be named either."""
    assert isinstance(refused(home, "ticket", ""), RecordError)
    assert isinstance(refused(home, "import", "/no/such/file"), FileError)


def test_anybody_checks_a_trail_and_a_changed_one_is_found(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = only_person(home)
    log = workspace.create("mentoring_log", {"step": "等三秒", "discussion": "先等。"})
    file = tmp_path / "her.trail"
    file.write_bytes(workspace.trail_file([log]))
    workspace.close()
    stranger = open_home(tmp_path / "stranger")
    assert run(stranger, "check-trail", str(file), "--words") == 0
    said = capsys.readouterr().out
    assert [words for words in ("等三秒", "先等。", "whole and unchanged") if words not in said] == []
    file.write_bytes(file.read_bytes().replace("先等".encode(), "后等".encode()))
    assert refused(stranger, "check-trail", str(file)).code == "trail.changed"
    assert refused(stranger, "check-trail", str(tmp_path / "none")).code == "file.unreadable"


def test_an_update_is_taken_from_a_stick_and_taken_back_without_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody signs in; in a checkout there is nothing to replace, and it says so."""
    home = open_home(tmp_path / "anybody")
    assert refused(home, "update", str(tmp_path)).code == "update.not_installed"
    installed, made = small_tree(tmp_path / "root"), small_tree(tmp_path / "built", "1.1.0")
    monkeypatch.setattr(updating, "installation", lambda: installed)
    monkeypatch.setattr(releases, "release_key", lambda: KEY.public)
    monkeypatch.setattr(updating_offer, "this_system", lambda: ("linux", "2.36"))
    parts = (files_of(made.layers / RUNTIME), files_of(made.layers / LIB), files_of(made.layers / "app-1.1.0"))
    shelf = Shelf(tmp_path / "stick" / "TONGXING" / "updates", Layers(RUNTIME, LIB, "app-1.1.0"), parts)
    (tmp_path / "empty").mkdir()

    assert run(home, "update", str(tmp_path / "empty")) == 0
    assert said(installed) == "1.0.0"
    shelf.publish()
    assert run(home, "update", str(tmp_path / "stick")) == 0
    assert said(installed) == "1.1.0"
    assert run(home, "go-back") == 0
    assert said(installed) == "1.0.0"
    assert "Version 1.1.0 is in place" in capsys.readouterr().out
