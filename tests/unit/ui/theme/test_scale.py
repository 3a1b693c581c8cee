"""Lengths grow with the words."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app import settings
from app.ui.theme import scale
from app.ui.theme.scale import SIZES, hold, hold_again, percent, px


@pytest.fixture(autouse=True)
def usual(qapp: QApplication) -> Iterator[None]:
    """The next test begins at 100 %."""
    yield
    scale.use(100)


def test_a_length_is_as_large_as_the_present_size_makes_it() -> None:
    """Rounded to whole pixels."""
    assert px(14) == 14
    scale.use(125)
    assert (px(14), px(0), percent()) == (18, 0, 125)


def test_a_length_that_a_widget_holds_follows() -> None:
    """Fixed widths, and bounds of either kind."""
    widget = QWidget()
    hold(widget, width=200, least_height=40)
    hold(widget, most_height=80)
    scale.use(150)
    hold_again(widget)

    assert (widget.minimumWidth(), widget.maximumWidth()) == (300, 300)
    assert (widget.minimumHeight(), widget.maximumHeight()) == (60, 120)


def test_a_widget_that_holds_nothing_is_left_alone() -> None:
    """Most of them."""
    widget = QWidget()
    hold_again(widget)

    assert widget.minimumWidth() == 0


def test_the_sizes_are_those_that_a_computer_remembers() -> None:
    """app.settings knows no Qt, and names them itself."""
    assert tuple(str(size) for size in SIZES) == settings.CHOICES["size"]
