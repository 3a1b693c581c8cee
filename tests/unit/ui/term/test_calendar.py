"""The school year on a page: a list by weeks, a grid of days, and one click to what was typed."""

from datetime import datetime

from app.records.values import Row, Value
from app.ui.term.calendar import CalendarPage
from tests.helpers.windows import Stage

TERMS: list[Row] = [
    {"name": "第一学期", "begins": "2026-09-01", "ends": "2027-01-22"},
    {"name": "第二学期", "begins": "2027-02-22", "ends": "2027-07-09"},
]
STEPS: list[Row] = [
    {"name": "开学前家访", "anchor": "bb", "weeks": 4, "length": 4, "note": "每位学生一次"},
    {"name": "暑期集训", "anchor": "bb", "term": 3, "weeks": 1},
]
EXAMS: list[Row] = [{"name": "期中", "begins": "2026-11-05"}]
YEAR: dict[str, Value] = {"year": "2026—2027学年", "terms": TERMS, "milestones": STEPS, "exams": EXAMS}


def opened(stage: Stage) -> CalendarPage:
    stage.world.clock.time = int(datetime(2026, 11, 22, 12).timestamp())
    page = stage.show(CalendarPage(stage.desk()))
    page.shown()
    stage.settle()
    return page


def cells(page: CalendarPage, column: int) -> list[str]:
    return [str(page.table.model().index(row, column).data()) for row in range(page.table.rowCount())]


def test_the_weeks_in_which_something_begins_are_listed(stage: Stage) -> None:
    """With the week of the term; a meeting opens from its week, any other week opens the calendar."""
    calendar = stage.teacher.create("calendar", YEAR)
    meeting = stage.teacher.create("plc_meeting", {"topic": "观课", "held_at": "2026-11-24T14:30"})
    page = opened(stage)

    assert page.title.text() == "2026—2027学年"
    assert page.term.text() == "现在是第一学期：9月1日开学，2027年1月22日放假。"
    assert page.undated.text() == "等学期日期填好再排：暑期集训"
    assert cells(page, 0)[:3] == ["假期", "第 1 周", "第 10 周"]
    assert cells(page, 2) == [
        "开学前家访（8月4日—8月31日） 每位学生一次",
        "第一学期开学（9月1日）",
        "期中（11月5日）",
        "（就是这一周）",
        "教研活动记录：观课（11月24日） 14:30",
        "第一学期放假（2027年1月22日）",
        "第二学期开学（2027年2月22日）",
        "第二学期放假（2027年7月9日）",
    ]
    page.table.cellActivated.emit(4, 2)
    page.table.cellActivated.emit(1, 2)
    assert stage.shell.calls == [("open_record", meeting), ("open_record", calendar)]


def test_the_grid_has_a_cell_for_each_day(stage: Stage) -> None:
    """What begins stands in its cell; what lasts is coloured and said on all its days."""
    stage.teacher.create("calendar", YEAR)
    page = opened(stage)
    page.as_grid.click()
    items = [page.table.item(row, at) for row in range(page.table.rowCount()) for at in range(page.table.columnCount())]
    texts = [item.text() if item is not None else "" for item in items]
    after, today = items[texts.index("4\n开学前家访") + 1], page.table.currentItem()

    assert page.table.columnCount() == 8
    assert page.table.rowCount() == 54
    assert after is not None
    assert today is not None
    assert after.text() == "5"
    assert "开学前家访" in after.toolTip()
    assert after.background().color().isValid()
    assert today.text() == "22"


def test_a_new_calendar_has_the_milestones_of_a_year(stage: Stage) -> None:
    """The first click makes it from the template and opens it; until then the usual dates are told."""
    page = opened(stage)
    told = page.term.text()
    page.edit.click()
    stage.settle()
    ((verb, record),) = stage.shell.calls
    view = stage.teacher.calendar()

    assert told.startswith("还没有校历")
    assert (verb, record) == ("open_record", view.record)
    assert "开学前家访" in [one.what for one in view.undated]
