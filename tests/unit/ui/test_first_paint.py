"""The first painting of a window is noticed once, and ends the program."""

from PySide6.QtWidgets import QApplication, QWidget

from app.ui.first_paint import FirstPaint


def test_it_is_told_once_when_a_window_was_painted(qapp: QApplication) -> None:
    told: list[int] = []
    watch = FirstPaint(qapp, lambda: told.append(1))
    window = QWidget()
    window.show()
    while not told:
        qapp.processEvents()
    window.update()
    for _ in range(5):
        qapp.processEvents()
    assert told == [1]
    watch.setParent(None)
