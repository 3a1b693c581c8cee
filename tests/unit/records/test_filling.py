"""From values to edits."""

from app.records.edits import AddRow, Mark, SetValue, WriteProse
from app.records.filling import edits_for
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.values import Row, Value


def test_values_become_edits_in_the_order_of_the_page() -> None:
    steps: list[Row] = [{"id": "old", "teacher": "讲", "minutes": 5}]
    values: dict[str, Value] = {"steps": steps, "topic": "秋天", "grades": ["1", "2"], "no field": "x"}
    edits = edits_for(LESSON_PLAN, values, lambda count: bytes(count))
    row = edits[3].row_id if isinstance(edits[3], AddRow) else None
    assert row not in (None, "old")
    assert edits == [
        SetValue("topic", "秋天"), Mark("grades", "1"), Mark("grades", "2"), AddRow("steps", row_id=row),
        SetValue(f"steps/{row}/minutes", 5), WriteProse(f"steps/{row}/teacher", "讲"),
    ]  # fmt: skip


def test_values_of_another_shape_are_left_out() -> None:
    values: dict[str, Value] = {"topic": ["x"], "notes": 3, "grades": "1", "steps": "x"}
    assert edits_for(LESSON_PLAN, values) == []
