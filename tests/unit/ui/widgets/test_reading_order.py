"""Comments stand in the order in which a reader meets their places."""

from app.records.values import Row
from app.ui.widgets.reading_order import in_reading_order
from tests.helpers.windows import Stage


def test_fields_then_rows_then_places(stage: Stage) -> None:
    """As on the page, not as they were written."""
    rows: list[Row] = [{"name": "一", "teacher": "问"}, {"name": "二", "teacher": "答"}]
    plan = stage.plan(steps=rows, key_point="重点在这里", notes="最后")
    view = stage.teacher.view(plan)
    steps = view.values["steps"]
    assert isinstance(steps, list)
    first, second = (f"steps/{row['id']}/teacher" for row in steps if isinstance(row, dict))
    for path, start in (("notes", 0), (second, 0), ("key_point", 2), (first, 0), ("key_point", 0)):
        stage.mentor.comment(plan, path, start, start + 1, f"{path} {start}")
    stage.exchange()
    found = in_reading_order(stage.teacher.view(plan))

    assert [(one.path, one.start) for one in found] == [
        ("key_point", 0),
        ("key_point", 2),
        (first, 0),
        (second, 0),
        ("notes", 0),
    ]
