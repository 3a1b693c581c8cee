"""Who sits in front of the program, and which window she sees."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.paths import open_home
from app.settings import Settings, read_settings
from app.text import Texts
from app.ui.application import Program
from app.ui.main_window import MainWindow
from app.ui.start.gate import Gate
from app.workspace.signing_in import People
from tests.helpers.windows import Stage


@pytest.fixture
def program(stage: Stage, tmp_path: Path) -> Iterator[Program]:
    home = open_home(tmp_path / "home")
    made = Program(People(home, SystemClock()), Settings(), home.settings, Texts("zh"))
    made.show_gate()
    yield made
    if made.window is not None:
        made.window.close()
    made.end()


def test_first_start_to_main_window_to_another_person(stage: Stage, program: Program) -> None:
    """The gate lets in; switching closes the file, so that it can be opened again."""
    gate = program.window
    assert isinstance(gate, Gate)
    workspace = program.tasks.do(lambda: program.people.create("李秀兰", "246810"))
    window = program.enter(workspace, "join")
    stage.settle(lambda: program.tasks.idle)
    there = window.rail.entry("people").isChecked()
    window.switch_person.emit()
    again = program.window

    assert there
    assert isinstance(again, Gate)
    person = program.people.entries()[0].person
    program.tasks.do(lambda: program.people.sign_in(person, "246810")).close()


def test_the_language_is_changed_at_the_gate_and_inside(stage: Stage, program: Program) -> None:
    """And remembered for everybody on this computer."""
    gate = program.window
    assert isinstance(gate, Gate)
    gate.language_chosen.emit("en")
    assert program.texts.language == "en"
    window = program.enter(program.tasks.do(lambda: program.people.create("Li", "246810")))
    window.switch_language.emit()

    assert isinstance(program.window, MainWindow)
    assert program.window is not window
    assert read_settings(program.settings_path).language == program.texts.language == "zh"
    stage.settle(lambda: program.tasks.idle)


def test_our_mistake_is_said_in_the_window_which_stays(stage: Stage, program: Program) -> None:
    """No traceback, ever."""
    window = program.enter(program.tasks.do(lambda: program.people.create("李秀兰", "246810")))
    program.net.caught(ZeroDivisionError, ZeroDivisionError("secret"), None)
    stage.settle(lambda: program.tasks.idle)

    assert program.texts.say("bug.what") in window.notice.text
    assert window.isVisible()


def test_a_window_is_no_larger_than_its_screen(stage: Stage, program: Program) -> None:
    """At 125 % a small laptop has room for 1093 x 614; what hangs over the edge cannot be reached."""
    window = program.enter(program.tasks.do(lambda: program.people.create("李秀兰", "246810")))
    stage.settle(lambda: program.tasks.idle)
    room = window.screen().availableGeometry()

    assert window.width() <= max(room.width(), window.minimumWidth())
    assert window.height() <= max(room.height(), window.minimumHeight())
