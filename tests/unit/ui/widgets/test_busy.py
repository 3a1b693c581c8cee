"""Whatever takes longer than half a second is seen to be under way, and nothing shorter is."""

import threading

import pytest
from PySide6.QtWidgets import QWidget

from app.ui import tasks
from app.ui.start.gate import Gate
from app.ui.widgets.busy import Busy
from tests.helpers.windows import Stage, parts


class Held:
    """A piece of work that ends when the test says so."""

    def __init__(self) -> None:
        self._go = threading.Event()

    def __call__(self, *_given: object) -> None:
        assert self._go.wait(20)

    def end(self) -> None:
        self._go.set()


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty milliseconds stand for the half second."""
    monkeypatch.setattr(tasks, "SLOW_MS", 20)


def test_what_takes_long_is_shown_until_it_ends(stage: Stage) -> None:
    """Over the upper edge, without moving anything."""
    window = stage.show(QWidget())
    window.resize(400, 300)
    busy, held = Busy(window, stage.tasks, stage.texts), Held()
    stage.tasks.document(window, held)
    stage.bot.waitUntil(busy.isVisible)
    place = busy.geometry()
    held.end()
    stage.settle()

    assert (place.top(), place.left(), place.width()) == (0, 0, 400)
    assert not busy.isVisible()
    assert busy.accessibleName()


def test_what_is_quick_is_not_shown(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar that flickers at every click would be worse than none; many short pieces one after another are quick."""
    monkeypatch.setattr(tasks, "SLOW_MS", 60_000)
    shown: list[bool] = []
    stage.tasks.slow.connect(shown.append)
    for _ in range(5):
        stage.tasks.document(stage.tasks, lambda: None)
    stage.settle()

    assert shown == []


def test_every_page_shows_it_by_its_window(stage: Stage) -> None:
    """Pages ask through the desk; none has to think of it."""
    window = stage.window()
    (busy,) = parts(window, Busy)
    held = Held()
    window.desk.ask(window, held)
    stage.bot.waitUntil(busy.isVisible)
    held.end()
    stage.settle()

    assert not busy.isVisible()


def test_the_gate_shows_it_while_a_pin_is_tried(stage: Stage) -> None:
    """Which takes about a second on purpose."""
    gate = stage.show(Gate(None, stage.tasks, stage.texts, []))  # type: ignore[arg-type]  # nobody is asked for here
    (busy,) = parts(gate, Busy)
    held = Held()
    stage.tasks.document(gate, held)
    stage.bot.waitUntil(busy.isVisible)
    held.end()
    stage.settle()

    assert not busy.isVisible()
