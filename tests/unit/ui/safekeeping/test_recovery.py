"""Recovery and lock: what it says of card and circle, and that each choice reaches whoever acts on it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.desk import Desk, Protection
from app.ui.safekeeping.card_dialog import RehearsalDialog
from app.ui.safekeeping.pin_dialog import BindDialog
from app.ui.safekeeping.recovery import RecoverySection
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.homecoming import PIN, Safe, cheap_locks, laptop
from tests.helpers.windows import Stage


class Scene:
    """A page of somebody with a PIN of her own."""

    def __init__(self, stage: Stage, folder: Path, safe: Safe) -> None:
        self.stage, self.minutes = stage, list[int]()
        self.people: People = laptop(stage.world, folder, safe)
        self.me: Workspace = self.people.create("李秀兰", PIN)
        self.me._open_link = stage.world.open_link
        stage.world.people["在恢复页"] = self.me
        self.desk: Desk = replace(stage.desk(self.me), protection=Protection(self.people, self.minutes.append))
        self.page = stage.show(RecoverySection(self.desk))
        self.refresh()

    def refresh(self) -> None:
        self.page.shown()
        self.stage.settle()

    def says(self, key: str, **values: str | int) -> str:
        return self.stage.texts.say(f"protection.{key}", **values)


@pytest.fixture
def safe() -> Safe:
    return Safe()


@pytest.fixture
def scene(stage: Stage, tmp_path: Path, safe: Safe, monkeypatch: pytest.MonkeyPatch) -> Scene:
    cheap_locks(monkeypatch)
    return Scene(stage, tmp_path / "home", safe)


def test_the_card_is_shown_after_the_pin_saved_and_rehearsed(scene: Scene, stage: Stage, tmp_path: Path) -> None:
    """A wrong PIN shows nothing; on paper it says the words; three of them typed back make the page content."""
    never = scene.page.card_says.text()
    dialog = scene.page.open_card()
    assert dialog is not None
    dialog.pin.setText("0000")
    dialog.go.click()
    stage.settle(lambda: bool(dialog.notice.text))
    shown_to_stranger = dialog.paper.toPlainText()
    dialog.pin.setText(PIN)
    dialog.go.click()
    stage.settle(lambda: dialog.paper.isVisible())
    dialog.save_to(tmp_path / "card.html")
    dialog.save_to(tmp_path / "card.pdf")
    dialog.reject()
    stage.settle()
    unrehearsed = scene.page.card_says.text()
    scene.page.rehearse.click()
    stage.settle()
    rehearsal = next(box for box in QApplication.topLevelWidgets() if isinstance(box, RehearsalDialog))
    words = scene.me.recovery_card().chinese
    rehearsal.go.click()
    stage.settle(lambda: bool(rehearsal.notice.text))
    for place, box in rehearsal.words.items():
        box.setText(words[place - 1])
    rehearsal.go.click()
    stage.settle(lambda: not rehearsal.isVisible())
    stage.settle()

    assert never == scene.says("card_never")
    assert shown_to_stranger == ""
    assert all(word in (tmp_path / "card.html").read_text("utf-8") for word in words)
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    assert "核对一次" in unrehearsed
    assert "核对过" in scene.page.card_says.text()


def test_a_folder_that_takes_no_file_is_said(scene: Scene, stage: Stage, tmp_path: Path) -> None:
    dialog = scene.page.open_card()
    assert dialog is not None
    dialog.pin.setText(PIN)
    dialog.go.click()
    stage.settle(lambda: dialog.paper.isVisible())
    for name in ("nowhere/card.html", "nowhere/card.pdf"):
        dialog.notice.clear()
        dialog.save_to(tmp_path / name)
        assert stage.texts.say("file.unwritable.what") in dialog.notice.text
    dialog.reject()


def test_without_colleagues_there_is_nobody_to_choose(scene: Scene) -> None:
    assert scene.page.circle_says.text() == scene.says("circle_nobody")
    assert not scene.page.choose.isEnabled()


def test_the_circle_is_chosen_by_ticking_names(scene: Scene, stage: Stage) -> None:
    """One alone is refused with a sentence; two wait for the next visit, and then it stands."""
    world = stage.world
    world.space = stage.teacher.spaces()[1].space
    world.bring(stage.mentor, scene.me)
    for _ in range(2):
        for workspace in (stage.mentor, stage.teacher, scene.me):
            workspace.visit()
    scene.refresh()
    before = scene.page.circle_says.text()
    names = {box.text() for box in scene.page.boxes.values()}
    next(iter(scene.page.boxes.values())).setChecked(True)
    scene.page.choose.click()
    stage.settle(lambda: bool(scene.page.notice.text))
    alone = scene.page.notice.text
    for box in scene.page.boxes.values():
        box.setChecked(True)
    scene.page.choose.click()
    stage.settle(lambda: scene.page.circle_says.text() != before)
    waits = scene.page.circle_says.text()
    scene.me.visit()
    scene.refresh()

    assert names == {"王敏", "李秀兰"}
    assert stage.texts.say("recovery.no_circle.what") in alone
    assert waits == scene.says("circle_waits")
    assert scene.page.circle_says.text() == scene.says("circle_stands")


def test_the_idle_time_is_chosen_among_the_settings(scene: Scene, stage: Stage) -> None:
    """One place for it; the way there stands where a person looks for it too."""
    scene.page.settings.click()

    assert ("open_page", "settings") in stage.shell.calls


def test_the_pin_is_changed_with_the_old_one_and_twice_the_new(scene: Scene, stage: Stage) -> None:
    dialog = scene.page.open_pin()
    assert dialog is not None
    dialog.old.setText(PIN)
    dialog.new.setText("97531")
    dialog.again.setText("97532")
    dialog.go.click()
    differ = dialog.notice.text
    dialog.again.setText("97531")
    dialog.go.click()
    stage.settle(lambda: not dialog.isVisible())

    assert stage.texts.say("start.pins_differ") in differ
    scene.people.check(scene.me.me.person, "97531")


def test_binding_asks_the_pin_and_can_be_undone(scene: Scene, stage: Stage, safe: Safe) -> None:
    for wanted in (True, False):
        scene.page.bind.click()
        stage.settle()
        dialog = next(box for box in QApplication.topLevelWidgets() if isinstance(box, BindDialog) and box.isVisible())
        dialog.pin.setText(PIN)
        dialog.go.click()
        stage.settle(lambda dialog=dialog: not dialog.isVisible())  # type: ignore[misc]  # bound for this turn
        stage.settle()
        assert scene.page.bind.isChecked() is wanted
        assert scene.people.is_bound(scene.me.me.person) is wanted
        assert bool(safe.kept) is wanted


def test_without_a_key_store_it_is_said_and_not_offered(scene: Scene, safe: Safe) -> None:
    scene.people.key_store._backend = None
    scene.refresh()

    assert not scene.page.bind.isEnabled()
    assert scene.page.bind_says.text() == scene.says("no_key_store")


def test_a_page_without_people_offers_no_pin(stage: Stage) -> None:
    """As in a window that a test or the demo opens on a bare workspace."""
    page = stage.show(RecoverySection(stage.desk()))
    page.shown()
    stage.settle()

    assert not page.show_card.isEnabled()
    assert not page.change_pin.isEnabled()
    assert page.open_card() is None
    assert page.open_pin() is None
