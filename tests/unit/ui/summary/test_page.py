"""The page of a group's term: there is a sheet at once, and it says what is missing on it."""

from app.ui.summary.page import SummaryPage
from tests.helpers.paper import words_on
from tests.helpers.windows import Stage


def test_the_sheet_is_there_at_once_and_tells_what_was_not_released(stage: Stage) -> None:
    values = {"topic": "等三秒", "held_at": "2026-11-20T14:30"}
    stage.teacher.create("plc_meeting", values, stage.world.shared())
    page = SummaryPage(stage.desk())
    page.resize(1_180, 690)
    stage.show(page)
    page.shown()
    stage.settle(page.to_printer.isEnabled)
    stage.settle(lambda: bool(page.unreleased.text()))
    (sheet,) = page._printed.sheets
    assert "等三秒" in words_on(sheet)
    assert "1" in page.unreleased.text()
    page.spans[next(iter(page.spans))].setChecked(True)
    assert page.word_file() is not None
