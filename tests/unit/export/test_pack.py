"""What stands before the chosen records of a pack: title page, contents with the places of page numbers, statement."""

from app.export.pack import BEFORE, Counted, Listed, Statement, before
from app.records.blocks import PageNumber, Table, numbered
from app.records.label import Label
from tests.helpers.paper import words_in

PLAN, LOG = Label("教案", "Lesson plan"), Label("指导他人", "Mentoring given")


def statement(language: str = "zh") -> Statement:
    return Statement(
        "学年工作陈述", "李秀兰", (("学校", "石门村小"), ("姓名", "李秀兰")), "2026-08-01", "2027-07-31", "2027-07-10",
        "# 教学\n教两个年级。", "", (Counted(PLAN, 12), Counted(LOG, 3, 6, given=True)),
        (Listed("秋天的雨", PLAN, "2026-09-20", "写得最用心"), Listed("等三秒", LOG, "2026-10-12")), True, language,
    )  # fmt: skip


def test_the_title_page_says_who_and_for_which_time_once_each() -> None:
    title, _, _ = before(statement())
    words = list(words_in(title.blocks))
    assert words.count("李秀兰") == 1
    assert "石门村小" in words
    assert "2026年8月1日至2027年7月31日" in words


def test_the_contents_tell_where_each_record_begins() -> None:
    _, contents, _ = before(statement())
    table = next(block for block in contents.blocks if isinstance(block, Table))
    places = [block.of for row in table.rows for cell in row for block in cell.blocks if isinstance(block, PageNumber)]
    assert places == [BEFORE, BEFORE + 1]
    words = repr(numbered(contents.blocks, {BEFORE: 4, BEFORE + 1: 9}))
    assert "text='4'" in words
    assert "text='9'" in words


def test_what_was_given_to_others_stands_by_itself_and_empty_texts_are_left_out() -> None:
    _, _, words = before(statement())
    said = list(words_in(words.blocks))
    assert "成效与体会" not in said
    assert said.index("教案") < said.index("为同事做的") < said.index("指导他人")


def test_it_is_there_in_english() -> None:
    _, contents, words = before(statement("en"))
    assert "Contents" in list(words_in(contents.blocks))
    assert "Given to colleagues" in list(words_in(words.blocks))
