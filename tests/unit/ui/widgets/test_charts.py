"""Charts draw what they are given, in the colours of the theme."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.ui.theme.colours import DARK, LIGHT
from app.ui.theme.style import apply_theme
from app.ui.widgets.charts import Bars, StepLine, Steps, nice_top
from tests.helpers.themes import clear_away, light_again
from tests.helpers.windows import Stage


@pytest.fixture(autouse=True)
def in_light(qapp: QApplication) -> Iterator[None]:
    """The next test begins in the light, at the usual size."""
    clear_away()
    light_again(qapp)
    yield
    light_again(qapp)


def painted(image: QImage, colour: str) -> int:
    """How many points have a colour."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y).name().upper() == colour for x, y in points)


def test_a_bar_is_as_high_as_its_number(stage: Stage, qapp: QApplication) -> None:
    """One kind on the other, each in its colour; in the dark in the dark's."""
    bars = Bars("每周")
    bars.show_numbers(["9/1", "9/8"], [[4, 0], [2, 2]])
    stage.show(bars)
    bars.resize(300, 180)
    image = bars.grab().toImage()
    first, second = painted(image, LIGHT.author_1), painted(image, LIGHT.author_2)
    apply_theme(qapp, DARK)

    assert first == pytest.approx(second, rel=0.1)
    assert first > 500
    assert painted(bars.grab().toImage(), DARK.author_1) == pytest.approx(first, rel=0.1)


def test_nothing_is_drawn_of_nothing(stage: Stage) -> None:
    """The first week of a new person."""
    bars, steps = Bars("每周"), Steps("行动步")
    for chart in (stage.show(bars), stage.show(steps)):
        chart.resize(300, 180)
        assert painted(chart.grab().toImage(), LIGHT.author_1) == 0


@pytest.mark.parametrize(("most", "top"), [(0, 4), (3, 4), (4, 4), (5, 8), (17, 20)])
def test_the_upper_edge_is_a_number_that_the_lines_divide(most: int, top: int) -> None:
    """Four lines."""
    assert nice_top(most) == top


def test_a_step_that_was_tried_is_filled(stage: Stage) -> None:
    """One's own in one colour, the colleague's in another; one line each."""
    steps = Steps("行动步")
    stage.show(steps)
    steps.resize(300, 60)
    day, later = date(2026, 9, 1), date(2026, 9, 8)
    inked = []
    for done in (False, True):
        steps.show_steps([StepLine(day, later, done, mine=True), StepLine(day, later, done, mine=False)])
        inked.append(painted(steps.grab().toImage(), LIGHT.author_1))

    assert 0 < inked[0] < inked[1]
    assert painted(steps.grab().toImage(), LIGHT.author_3) > 0
    assert steps.sizeHint().height() > 2 * 20


def test_a_chart_has_a_name_and_takes_no_focus(stage: Stage) -> None:
    """Its table is beside it for those who do not see it."""
    chart = stage.show(Bars("每周新写的记录"))

    assert chart.accessibleName() == "每周新写的记录"
    assert not chart.focusPolicy()
