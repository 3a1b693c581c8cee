"""Tables from spreadsheets, WPS and Word become rows, and rows tables; nothing that somebody copied is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.fields import columns_of
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.kinds.plc_meeting import PLC_MEETING
from app.records.tabular import MOST_CELLS, Reading, as_html, as_text, grid_from, grid_of, lines_of, rows_from
from app.records.values import Row
from app.records.written import Manner

STEPS = columns_of(LESSON_PLAN.field("steps"))
TASKS = columns_of(PLC_MEETING.field("tasks"))
READING = Reading(Manner("zh"), {"王敏": "ab" * 8}, "2026-11-22")

#: What WPS lays on the clipboard: a merged heading cell, a stage that spans two lines, line breaks in cells.
WPS = """<html><body><!--StartFragment--><table border=0>
<colgroup><col width=72 span=2></colgroup>
<tr height=19><td>教学环节</td><td>时间</td><td colspan=2>教师活动</td><td>学生活动</td></tr>
<tr><td rowspan=2>导&nbsp;入</td><td>5分钟</td><td>出示卡片<br>问：有几个点？</td><td>追问</td><td>看&amp;猜</td></tr>
<tr><td>约3'</td><td><p>再问</p><p>等三秒</p></td><td></td><td>说理由</td></tr>
</table><!--EndFragment--></body></html>"""


def test_a_table_from_wps_with_merged_cells() -> None:
    """Headings recognised, minutes as numbers, what stands beneath a merged heading kept in the row."""
    grid = grid_of(WPS, "")
    assert grid is not None
    pasted = rows_from(STEPS, grid, READING)

    assert pasted.headed
    assert pasted.rows == [
        {
            "name": "导 入",
            "minutes": 5,
            "teacher": "出示卡片\n问：有几个点？",
            "pupils": "看&猜",
            "intent": "追问",
        },
        {"minutes": 3, "teacher": "再问\n等三秒", "pupils": "说理由"},
    ]
    assert pasted.moved == 1


def test_cells_of_several_lines_from_a_spreadsheet() -> None:
    """In quotes, with doubled quotes inside."""
    grid = grid_of("", '导入\t5\t"第一行\n他说""好"""\n练习\t20\t做题\n')
    assert grid is not None
    (first, second) = rows_from(STEPS, grid, READING).rows

    assert first == {"name": "导入", "minutes": 5, "teacher": '第一行\n他说"好"'}
    assert second == {"name": "练习", "minutes": 20, "teacher": "做题"}


def test_a_quote_that_somebody_typed_swallows_nothing() -> None:
    """Lines stay lines."""
    grid = grid_of("", '"你好\t5\n再见\t6')
    assert grid is not None

    assert [row["minutes"] for row in rows_from(STEPS, grid, READING).rows] == [5, 6]


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("5", 5),
        ("5分钟", 5),
        ("5 分", 5),
        ("5'", 5),
        ("约 5 min", 5),
        ("（12分钟）", 12),
        ("5-8分钟", None),
        ("若干", None),
    ],
)
def test_minutes_as_people_write_them(words: str, minutes: int | None) -> None:
    """What is no single number stays as words, in the row's last text."""
    (row,) = rows_from(STEPS, [["导入", words]], READING).rows

    assert row.get("minutes") == minutes
    assert (row.get("assessment") or row.get("intent")) == (None if minutes else words)


def test_people_days_and_ticks() -> None:
    """A member by id, a day without a year in this year, a tick as people make it."""
    grid = [["任务", "负责人", "期限", "完成"], ["交稿", "王敏", "11月30日", "√"], ["借书", "张校长", "2026/12/1", ""]]
    first, second = rows_from(TASKS, grid, READING).rows

    assert first == {"task": "交稿", "owner": "@" + "ab" * 8, "due": "2026-11-30", "done": True}
    assert second == {"task": "借书", "owner": "张校长", "due": "2026-12-01"}


def test_columns_too_many_go_to_the_last_text() -> None:
    """And are counted, so that it can be told."""
    pasted = rows_from(TASKS, [["交稿", "赵", "下周", "否", "甲", "乙"]], READING)

    assert pasted.rows == [{"task": "交稿 下周 甲 乙", "owner": "赵", "done": False}]
    assert pasted.moved == 3


def test_columns_are_taken_from_the_cell_on_which_they_fall() -> None:
    """Two columns dropped on the third are the third and the fourth."""
    pasted = rows_from(STEPS, [["教师说", "学生做"]], READING, 2)

    assert pasted.rows == [{"teacher": "教师说", "pupils": "学生做"}]


@pytest.mark.parametrize("text", ["一句话", "两行\n没有列", "", "<b>粗</b>"])
def test_what_is_no_table(text: str) -> None:
    """Is pasted as text, as ever."""
    assert grid_of(text, text) is None
    assert grid_of("<table><tr><td>一格</td></tr></table>", "") is None


def test_lines_become_rows_of_one_column() -> None:
    """As an agenda comes out of a chat."""
    assert lines_of(" 一、问题 \n\n二、做法\n") == [["一、问题"], ["二、做法"]]
    assert lines_of("一句") is None


def test_out_and_in_again() -> None:
    """What we copied out can be pasted in again, by either way."""
    rows: list[Row] = [
        {"id": "a", "name": "导\t入", "minutes": 5, "teacher": '两行\n"引"', "pupils": "<b>&"},
        {"id": "b", "name": "练习"},
    ]
    grid = grid_from(STEPS, rows, Manner("zh"))
    expected = [{key: value for key, value in row.items() if key != "id"} for row in rows]
    expected[0]["name"] = "导 入"
    for back in (grid_of(as_html(grid), ""), grid_of("", as_text(grid))):
        assert back is not None
        assert rows_from(STEPS, back, READING).rows == expected


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_clipboard_is_read_or_is_no_table(markup: str, text: str) -> None:
    """Never an exception, and every line has as many cells as the others."""
    grid = grid_of(f"<table><tr><td colspan=9999999>{markup}</table>", text + "\t" + markup)
    if grid is not None:
        assert len({len(line) for line in grid}) == 1
        assert len(grid[0]) <= MOST_CELLS
        rows_from(STEPS, grid, READING)


def test_a_span_without_end_is_bounded() -> None:
    """A merged cell cannot fill the memory."""
    grid = grid_of("<table>" + "<tr><td rowspan=9999 colspan=9999>甲<td>乙</tr>" * 50 + "</table>", "")

    assert grid is None or all(len(line) <= MOST_CELLS for line in grid)
