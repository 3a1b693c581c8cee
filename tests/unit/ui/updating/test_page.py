"""The page of updates: nothing by itself, the size before the click, stopped at any time, and the way back."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from app.errors import LinkError, UpdateError
from app.ui.updating import page as page_module
from app.ui.updating.page import UpdatesPage
from app.workspace import updating
from app.workspace.updating import Found, Standing, Told
from tests.helpers.update_screens import found
from tests.helpers.windows import Stage

USUAL = Standing("0.1.0", installed=True, changeable=True, following="0.1.0")


class Computer:
    """What the page asks of the installed program, and what it was told to do."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.standing, self.did = USUAL, list[str]()
        monkeypatch.setattr(updating, "standing", lambda: self.standing)
        monkeypatch.setattr(updating, "look_at_sticks", self.look)
        monkeypatch.setattr(updating, "take", self.take)
        monkeypatch.setattr(updating, "back", self.back)
        monkeypatch.setattr(updating, "start_anew", lambda: self.did.append("start anew"))
        self.on_stick: Found | None = None
        self.trouble: Exception | None = None

    def look(self) -> Found | None:
        """The sticks that are plugged in."""
        self.did.append("look")
        return self.on_stick

    def take(self, _found: Found, told: Told) -> None:
        """As much of an update as a page sees."""
        self.did.append("take")
        told("fetch", 500, 1_000)
        if self.trouble is not None:
            raise self.trouble
        told("place", 1_000, 1_000)
        self.standing = replace(self.standing, following="0.2.0", previous="0.1.0")

    def back(self) -> str:
        """The one click."""
        self.did.append("back")
        self.standing = replace(self.standing, following="0.1.0", previous="0.2.0")
        return "0.1.0"


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Computer:
    return Computer(monkeypatch)


def shown(stage: Stage) -> UpdatesPage:
    """The page as it comes to the front."""
    page = stage.show(UpdatesPage(stage.desk()))
    page.shown()
    stage.settle()
    return page


def press(stage: Stage, one: QPushButton) -> None:
    """One click on what can be clicked."""
    assert one.isVisible()
    assert one.isEnabled()
    one.click()
    stage.settle()


def test_a_checkout_offers_nothing(stage: Stage) -> None:
    """And says in plain words why."""
    page = shown(stage)

    assert "0.1.0" in page.version.text()
    assert "不是安装好的程序" in page.waits.text
    assert [one.isEnabled() for one in (page.look, page.choose, page.ask)] == [False] * 3
    assert page.restart.isHidden()
    assert page.back_card.isHidden()


def test_a_stick_with_a_newer_version_is_seen_when_the_page_opens(stage: Stage, computer: Computer) -> None:
    """It costs nothing; size and room stand there before anything is taken."""
    computer.on_stick = found(relay=False)
    page = shown(stage)

    assert page.offered.text() == stage.texts.say("updates.offered", version="0.2.0")
    assert "Word" in page.news.text()
    assert "38 KB" in page.cost.text()
    assert "13.6 MB" in page.cost.text()
    assert computer.did == ["look"]


def test_asking_the_relay_tells_size_and_time_and_takes_nothing(
    stage: Stage, computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what is wrong with the relay."""
    page = shown(stage)
    answers = iter([found(libraries=True), None, LinkError("link.unreachable")])

    def ask(_workspace: object, _do: object) -> Found | None:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr("app.workspace.workspace.Workspace.ask_for_update", ask)
    press(stage, page.ask)
    cost = page.cost.text()
    press(stage, page.ask)
    nothing = page.notice.text, page.take.isHidden()
    press(stage, page.ask)

    assert "5.4 MB" in cost
    assert "9 分钟" in cost
    assert stage.texts.say("updates.nothing_relay") in nothing[0]
    assert nothing[1]
    assert stage.texts.explain(LinkError("link.unreachable")).what in page.notice.text
    assert "take" not in computer.did


def test_taking_it_offers_to_open_anew_now_or_later(stage: Stage, computer: Computer) -> None:
    """And shows the way back."""
    computer.on_stick = found(relay=False)
    page = shown(stage)
    press(stage, page.take)

    assert "0.2.0" in page.waits.text
    assert page.restart.isVisible()
    assert page.back_card.isVisible()
    assert page.stop.isHidden()
    press(stage, page.restart)
    assert computer.did[-1] == "start anew"


def test_a_window_that_cannot_close_opens_no_second_one(stage: Stage, computer: Computer) -> None:
    """What is not saved yet stays where it is."""
    computer.standing = replace(USUAL, following="0.2.0")
    page = shown(stage)
    page.close = lambda: False  # type: ignore[method-assign]  # a window that stays

    press(stage, page.restart)

    assert "start anew" not in computer.did


def test_it_can_be_stopped(stage: Stage, computer: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is under way hears of it at the next block; the page says what is safe."""
    stopped = threading.Event()

    def take(_found: Found, told: Told) -> None:
        while told("fetch", 1, 1_000):
            stopped.wait(0.01)
        raise UpdateError("update.stopped")

    monkeypatch.setattr(updating, "take", take)
    computer.on_stick = found(relay=False)
    page = shown(stage)
    page.take.click()
    page.stop.click()
    stage.settle(lambda: bool(page.notice.text))

    assert stage.texts.say("update.stopped.what") in page.notice.text
    assert page.take.isEnabled()
    assert page.progress.isHidden()


def test_what_goes_wrong_leaves_the_offer(stage: Stage, computer: Computer) -> None:
    """It can be tried again at once."""
    computer.on_stick, computer.trouble = found(relay=False), UpdateError("update.no_room", megabytes=14)
    page = shown(stage)
    press(stage, page.take)

    assert "14 MB" in page.notice.text
    assert page.take.isEnabled()


def test_going_back_is_asked_once_and_then_done(
    stage: Stage, computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what it means for what she wrote."""
    asked: list[str] = []
    answers = iter([False, True])

    def answer(_parent: object, _texts: object, _title: str, means: str, _verb: str) -> bool:
        asked.append(means)
        return next(answers)

    monkeypatch.setattr(page_module, "confirm", answer)
    computer.standing = replace(USUAL, version="0.2.0", following="0.2.0", previous="0.1.0")
    page = shown(stage)
    press(stage, page.back)
    assert "back" not in computer.did
    press(stage, page.back)

    assert computer.did.count("back") == 1
    assert "0.1.0" in asked[0]
    assert "0.1.0" in page.waits.text


def test_a_folder_can_be_pointed_at(
    stage: Stage, computer: Computer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As a share of the school's; nothing there is said plainly."""
    looked: list[Path] = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    monkeypatch.setattr(updating, "look", looked.append)
    page = shown(stage)
    press(stage, page.choose)
    press(stage, page.look)

    assert looked == [tmp_path]
    assert stage.texts.say("updates.nothing_stick") in page.notice.text


def test_a_program_of_the_system_says_who_changes_it(stage: Stage, computer: Computer) -> None:
    """The .deb on the stick."""
    computer.standing = replace(USUAL, changeable=False, previous="0.0.9")
    page = shown(stage)

    assert ".deb" in page.waits.text
    assert page.back_card.isHidden()


def test_a_version_that_would_not_open_last_time_is_named(stage: Stage, computer: Computer) -> None:
    """Before she takes it again; and no longer once it runs."""
    computer.standing = replace(USUAL, failed="0.2.0")
    page = shown(stage)
    assert page.failed.isVisible()
    assert "0.2.0" in page.failed.accessibleName()

    page.show_standing(USUAL)

    assert not page.failed.isVisible()
