"""Nobody at the laptop: noticed once, whatever the clock does; somebody who types is never nobody."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.lock.idle import CHOICES, USUAL, IdleWatch
from app.ui.widgets.text_boxes import ProseBox
from tests.helpers.clock import FakeClock
from tests.helpers.windows import Stage

_MINUTE = 60


def watch(stage: Stage) -> tuple[IdleWatch, FakeClock, list[int]]:
    """A watch of five minutes over a clock that the test turns."""
    clock, told = FakeClock(), []
    made = IdleWatch(clock.monotonic, clock.now)
    made.idle.connect(lambda: told.append(clock.now()))
    made.start(5)
    return made, clock, told


def test_it_is_told_once_and_again_after_the_next_touch(stage: Stage) -> None:
    made, clock, told = watch(stage)
    clock.pass_seconds(5 * _MINUTE - 1)
    made.look()
    early = list(told)
    for _ in range(3):
        clock.pass_seconds(1)
        made.look()
    once = len(told)
    made.touched()
    clock.pass_seconds(5 * _MINUTE)
    made.look()

    assert (early, once, len(told)) == ([], 1, 2)
    made.stop()


def test_a_key_in_the_window_is_a_touch(stage: Stage) -> None:
    made, clock, told = watch(stage)
    box = stage.show(ProseBox(100))
    window = box.windowHandle()
    assert isinstance(window, QWindow)
    made._watch(window)
    for _ in range(10):
        clock.pass_seconds(_MINUTE)
        QTest.keyClick(window, Qt.Key.Key_A)
        made.look()

    assert told == []
    made.stop()


def test_chinese_typed_by_an_input_method_is_a_touch(stage: Stage) -> None:
    """It takes the keys away before the window sees them; the caret tells."""
    made, clock, told = watch(stage)
    box = stage.show(ProseBox(1_000))
    box.activateWindow()
    box.setFocus()
    stage.settle(box.hasFocus)
    for _ in range(10):
        clock.pass_seconds(_MINUTE)
        event = QInputMethodEvent()
        event.setCommitString("教案")
        QApplication.sendEvent(box, event)
        QApplication.processEvents()
        made.look()

    assert box.text == "教案" * 10
    assert told == []
    made.stop()


def test_a_laptop_that_slept_is_locked_when_it_wakes(stage: Stage) -> None:
    """What counts seconds stood still; the clock did not. A clock put back never locks, nor keeps from locking."""
    made, clock, told = watch(stage)
    clock.set(clock.now() + 8 * 3_600)
    made.look()
    slept = len(told)
    made.touched()
    clock.set(clock.now() - 24 * 3_600)
    made.look()
    back = len(told)
    clock.pass_seconds(5 * _MINUTE)
    made.look()

    assert (slept, back, len(told)) == (1, 1, 2)
    made.stop()


def test_never_means_never_and_costs_no_timer(stage: Stage) -> None:
    made, clock, told = watch(stage)
    made.start(0)
    clock.pass_seconds(3_600)
    made.look()

    assert told == []
    assert not made._timer.isActive()
    assert USUAL in CHOICES
    assert not made.eventFilter(made, QEvent(QEvent.Type.KeyPress))
