"""One stick sets somebody up: from 'prepare' to the first synced word, by the verbs without a window, with two homes, a
real folder and a real relay, which is switched off as long as the newcomer has no network."""

import functools
from pathlib import Path

import pytest

from app import commands
from app.clock import SystemClock
from app.crypto import passphrase
from app.errors import Known
from app.paths import Home, open_home
from app.records.edits import WriteProse
from app.startup import read_line
from app.text import Texts
from app.workspace import releases, signing_in
from app.workspace.installers import find_installers
from app.workspace.views import Travel
from app.workspace.workspace import Workspace
from tests.helpers.relay_process import RelayProcess
from tests.helpers.releases import KEY, RUN, SETUP, shelf_of_installers

ZH = Texts("zh")


@pytest.fixture(autouse=True)
def pin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(commands.PIN, "2580")
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Installers, and the release that vouches for them."""
    monkeypatch.setattr(releases, "release_key", lambda: KEY.public)
    return shelf_of_installers(tmp_path / "shelf")


def run(home: Home, *arguments: str) -> int:
    return commands.run_command(read_line(arguments), home, ZH)


def opened(home: Home) -> Workspace:
    people = signing_in.People(home, SystemClock())
    (entry,) = people.entries()
    return people.sign_in(entry.person, "2580")


def titles(home: Home) -> set[tuple[str, str]]:
    workspace = opened(home)
    try:
        return {(row.title, row.author) for row in workspace.list_records("lesson_plan")}
    finally:
        workspace.close()


def test_from_prepare_to_the_first_synced_word(
    tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mentor, newcomer, stick = open_home(tmp_path / "mentor"), open_home(tmp_path / "newcomer"), tmp_path / "stick"
    stick.mkdir()
    with RelayProcess(tmp_path / "relay") as relay:
        run(mentor, "person", "王敏")
        run(mentor, "found", "新教师组", "--relay", relay.card.encode())
        workspace = opened(mentor)
        workspace.create("lesson_plan", {"topic": "认识秋天"}, workspace.spaces()[1].space)
        workspace.close()
        assert run(mentor, "sync") == 0
        capsys.readouterr()
        put = ["--installer", str(shelf / SETUP), "--installer", str(shelf / RUN)]
        assert run(mentor, "kit", str(stick), "--space", "新教师组", "--invite", "李秀兰", *put) == 0
        assert {installer.system for installer in find_installers(stick)} == {"linux", "windows"}
        code = capsys.readouterr().out.split("口令 ")[1][:9]

        relay.kill()
        monkeypatch.setenv(commands.CODE, code.lower().replace("-", " "))
        assert run(newcomer, "begin-from-stick", str(stick)) == 0
        assert "新教师组" in capsys.readouterr().out
        assert titles(newcomer) == {("认识秋天", "王敏")}
        workspace = opened(newcomer)
        assert workspace.me.name == "李秀兰"
        plan = workspace.create("lesson_plan", {"topic": "我的第一课"}, workspace.spaces()[1].space)
        workspace.edit(plan, [WriteProse("notes", "看图说话")])
        workspace.close()
        assert run(newcomer, "stick", str(stick)) == 0

        assert run(mentor, "stick", str(stick)) == 0
        assert titles(mentor) == {("认识秋天", "王敏"), ("我的第一课", "李秀兰")}

        relay.start()
        for home in (newcomer, mentor, newcomer, mentor, newcomer):
            assert run(home, "sync") == 0
        workspace = opened(newcomer)
        assert workspace.view(plan).travel in (Travel.ARRIVED, Travel.READ)
        assert {member.name for member in workspace.spaces()[1].members} == {"王敏", "李秀兰"}
        workspace.close()


def test_a_wrong_code_begins_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = open_home(tmp_path / "newcomer")
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setenv(commands.CODE, "ABCD-EFGH")
    with pytest.raises(Known) as raised:
        run(home, "begin-from-stick", str(stick))
    assert raised.value.code == "stick.none"
    assert signing_in.People(home, SystemClock()).entries() == []
