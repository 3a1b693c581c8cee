"""Three short steps: my name, my PIN, start writing."""

from pathlib import Path

from PySide6.QtCore import Qt

from app.paths import open_home
from app.ui.start.first_start import FirstStart
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.windows import Stage, commit, press, type_keys


def first_start(stage: Stage, folder: Path) -> FirstStart:
    """On an empty computer."""
    people = People(open_home(folder), stage.world.clock)
    made = stage.show(FirstStart(people, stage.tasks, stage.texts, may_go_back=False))
    made.begin()
    return made


def test_by_keyboard_alone(stage: Stage, tmp_path: Path) -> None:
    """A name, Enter, a PIN, Enter, again, Enter."""
    made = first_start(stage, tmp_path / "home")
    entered: list[tuple[Workspace, str]] = []
    made.entered.connect(lambda workspace, first: entered.append((workspace, first)))
    unnamed = made.to_pin.isEnabled()
    commit(made.name, "李秀兰")
    press(made.name, Qt.Key.Key_Return)
    type_keys(made.pin, "246810")
    press(made.pin, Qt.Key.Key_Return)
    type_keys(made.again, "246810")
    press(made.again, Qt.Key.Key_Return)
    stage.settle(lambda: made.abandoned() is not None)
    made.write.click()

    ((workspace, first),) = entered
    assert not unnamed
    assert first == "write"
    assert workspace.me.name == "李秀兰"
    assert made.abandoned() is None
    assert made.pin.text() == ""
    workspace.close()


def test_two_different_pins_and_a_short_one(stage: Stage, tmp_path: Path) -> None:
    """Said beside the field; nothing was made."""
    made = first_start(stage, tmp_path / "home")
    commit(made.name, "李秀兰")
    made.to_pin.click()
    made.pin.setText("2468")
    made.again.setText("2469")
    made.make.click()
    different = made.notice.text
    made.pin.setText("1")
    made.again.setText("1")
    made.make.click()
    stage.settle(lambda: made.notice.text not in ("", different))

    assert stage.texts.say("start.pins_differ") in different
    assert "至少" in made.notice.text
    assert made.abandoned() is None
    assert made.make.isEnabled()
