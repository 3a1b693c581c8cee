"""Each kind with a short way has a button; beside a pupil it leads to a record about her."""

from app.ids import RecordId
from app.ui.quick.row import QuickRow
from tests.helpers.windows import Stage


def test_each_short_way_is_one_click_away(stage: Stage) -> None:
    """From the start page, and from whatever is about a pupil."""
    row, beside = QuickRow(stage.desk()), QuickRow(stage.desk(), RecordId("AAAAAAAAAAAA"))
    stage.show(row)
    row.buttons["talk"].click()
    beside.buttons["bright_spot"].click()

    assert {"talk", "bright_spot"} <= set(row.buttons)
    assert stage.shell.calls == [("open_page", "quick:talk"), ("open_page", "quick:bright_spot:AAAAAAAAAAAA")]
