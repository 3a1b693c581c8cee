"""A last day is one that is not past; what may be opened is what the school's words say."""

import pytest

from app.records.terms import Terms
from app.ui.families.asking import SCOPES, ScopeBoxes, day_box, day_in
from tests.helpers.windows import Stage


@pytest.mark.parametrize(("typed", "good"), [("2020-01-01", False), ("某一天", False), ("", True)])
def test_a_day_that_is_past_is_none(stage: Stage, typed: str, good: bool) -> None:
    """Nothing typed is a fortnight from today."""
    desk = stage.desk()
    box = day_box(desk, typed)

    assert (day_in(desk, box) is not None) == good


def test_what_may_be_opened(stage: Stage) -> None:
    """Ticked as it was asked for."""
    boxes = stage.show(ScopeBoxes(stage.desk(), ("a",)))
    boxes.boxes["p"].click()

    assert boxes.chosen == ("p", "a")
    assert list(boxes.boxes) == [term.code for term in Terms().offer(SCOPES)]
