"""The copy of the day is made by itself, and only what matters is told."""

from PySide6.QtCore import QObject

from app.errors import StoreError
from app.ui.safekeeping.care import EVERY_MS, Care
from app.workspace import safekeeping
from app.workspace.safekeeping import Cared
from tests.helpers.copies import copy_files, with_card
from tests.helpers.windows import NotingShell, Stage


def test_what_is_due_is_done_without_a_word(stage: Stage) -> None:
    with_card(stage.teacher)
    desk = stage.desk(stage.teacher)
    parent = QObject()
    care = Care(desk, parent)
    care.begin()
    stage.settle(lambda: bool(copy_files(stage.teacher)))
    stage.settle()
    assert isinstance(desk.shell, NotingShell)
    assert desk.shell.told == []
    assert care._timer.interval() == EVERY_MS


def test_damage_and_a_full_disk_are_told(stage: Stage) -> None:
    desk = stage.desk(stage.teacher)
    parent = QObject()
    care = Care(desk, parent)
    care._done(Cared(False))
    care._done(Cared(True, None, safekeeping.TestResult(1, 1, 0, "backup.unreadable")))
    care._failed(StoreError("store.full"))
    assert isinstance(desk.shell, NotingShell)
    assert [told.what for told in desk.shell.told] == [
        stage.texts.say("safekeeping.damaged_what"),
        stage.texts.say("safekeeping.trial_what"),
        stage.texts.explain(StoreError("store.full")).what,
    ]
    assert all(told.safe and told.next for told in desk.shell.told)


def test_a_window_that_was_closed_asks_nothing_more(stage: Stage) -> None:
    """Its workers are gone soon after."""
    window = stage.window()
    assert window.care._timer.isActive()

    window.close()

    assert not window.care._timer.isActive()
