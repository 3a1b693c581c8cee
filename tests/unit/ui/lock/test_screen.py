"""The locked screen opens with her PIN, says when it is wrong, and does not close over what is not saved."""

from pathlib import Path

import pytest

from app.ui.lock.screen import LockScreen
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.homecoming import PIN, cheap_locks, laptop
from tests.helpers.windows import Stage


@pytest.fixture
def signed_in(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[People, Workspace]:
    cheap_locks(monkeypatch)
    people = laptop(stage.world, tmp_path / "home")
    workspace = people.create("李秀兰", PIN)
    stage.world.people["在锁屏后面"] = workspace
    return people, workspace


def screen(stage: Stage, signed_in: tuple[People, Workspace], saved: bool = True) -> LockScreen:
    people, workspace = signed_in
    me = workspace.me
    return stage.show(LockScreen(people, me.person, me.name, stage.tasks, stage.texts, lambda: saved))


def test_only_her_pin_opens_it(stage: Stage, signed_in: tuple[People, Workspace]) -> None:
    made = screen(stage, signed_in)
    opened: list[bool] = []
    made.unlocked.connect(lambda: opened.append(True))
    made.entry.pin.setText("0000")
    made.entry.enter.click()
    stage.settle(lambda: bool(made.entry.notice.text))
    wrong = list(opened)
    made.entry.pin.setText(PIN)
    made.entry.pin.returnPressed.emit()
    stage.settle(lambda: bool(opened))

    assert wrong == []
    assert opened == [True]
    assert made.entry.pin.text() == ""


def test_wrong_pins_make_it_wait_as_at_the_door(stage: Stage, signed_in: tuple[People, Workspace]) -> None:
    made = screen(stage, signed_in)
    for _ in range(4):
        made.entry.enter.setEnabled(True)
        made.entry.pin.setText("0000")
        made.entry.enter.click()
        stage.settle(lambda: made.entry.pin.text() == "")

    assert "5" in made.entry.enter.text()
    assert not made.entry.enter.isEnabled()


@pytest.mark.parametrize("saved", [True, False])
def test_it_closes_only_when_everything_is_saved(
    stage: Stage, signed_in: tuple[People, Workspace], saved: bool
) -> None:
    made = screen(stage, signed_in, saved)
    closed: list[bool] = []
    made.closed.connect(lambda: closed.append(True))
    made.close()

    assert bool(closed) is saved
    assert made.isVisible() is not saved
    assert bool(made.entry.notice.text) is not saved


def test_somebody_else_is_one_click_away(stage: Stage, signed_in: tuple[People, Workspace]) -> None:
    made = screen(stage, signed_in)
    asked: list[bool] = []
    made.somebody_else.connect(lambda: asked.append(True))
    made.other.click()

    assert asked == [True]
