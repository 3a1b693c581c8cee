"""Kinds: their fields, the paths into them, and what is checked before a record is called finished."""

import pytest

from app.errors import RecordError
from app.records.fields import Number
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.rules import Situation


def test_a_path_names_a_field_or_a_cell() -> None:
    field = LESSON_PLAN.path("topic")
    assert (field.leaf.key, field.row, str(field)) == ("topic", None, "topic")
    cell = LESSON_PLAN.path("steps/ab3de/minutes")
    assert (cell.field.key, cell.row, type(cell.leaf), str(cell)) == ("steps", "ab3de", Number, "steps/ab3de/minutes")


@pytest.mark.parametrize(
    "path", ["", "nothing", "topic/x", "steps/x", "steps//minutes", "steps/x/nothing", "steps/x/minutes/y", "topic/x/y"]
)
def test_a_path_to_nowhere_is_refused(path: str) -> None:
    with pytest.raises(RecordError) as caught:
        LESSON_PLAN.path(path)
    assert caught.value.code == "record.no_such_field"


def test_required_fields_that_are_empty_are_named_in_the_order_of_the_page() -> None:
    situation = Situation(lesson_minutes=40, today="2026-09-01")
    about = [notice.about for notice in LESSON_PLAN.check({"subject": "zh"}, situation)]
    assert about == ["topic", "grades", "class_name", "objectives", "steps"]
