"""Records on pages: what stays together, heads and feet, and odd texts of which nothing is lost."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from app.records.blocks import Block, Heading, Pages, Paragraph, Table
from app.records.kind import Kind
from app.records.kinds import ALL
from app.records.paper import Layout, Length
from app.records.values import Row, Value
from app.ui.paper.composing import Sheet
from app.ui.paper.faces import MM
from app.ui.paper.lines import Words
from tests.helpers.kinds import EVERY_TYPE, sample_values
from tests.helpers.paper import SCHOOL, bare, plan_pages, plan_values, printed, rules_on, words_in, words_on
from tests.helpers.shared_data import naughty_strings

#: Whatever somebody may paste: any character, long lines, marks of lists and tables, line ends in odd places.
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300),
    st.text("一𪣻a |#-1.、\n\t\u3000“”", max_size=300),
    st.builds(lambda text, times: text * times, st.text("春风𠮷W，", min_size=1, max_size=9), st.integers(1, 900)),
)
ROWS = st.lists(st.fixed_dictionaries({"teacher": TEXTS, "intent": TEXTS}, optional={"pupils": TEXTS}), max_size=6)
RECORDS = st.fixed_dictionaries(
    {"topic": st.just("秋"), "key_point": TEXTS, "board": TEXTS, "second_preparation": TEXTS, "steps": ROWS}
)


def sheets(*blocks: Block) -> tuple[Sheet, ...]:
    return printed(Pages(blocks, SCHOOL, "甲", "zh")).sheets


def body(sheet: Sheet) -> str:
    """A sheet's words without its head and its foot."""
    words = [thing for thing in sheet.things if isinstance(thing, Words) and 20 * MM < thing.y < 275 * MM]
    return words_on(replace(sheet, things=tuple(words)))


def assert_whole(pages: Pages) -> None:
    """Everything that the record says stands on its sheets, once, and inside the edges of the paper."""
    made = printed(pages)
    # Slips that share a sheet have no head and foot of the sheet's own.
    read = body if pages.to_a_sheet == 1 else words_on
    wanted, found = (
        Counter(bare("".join(words_in(pages.blocks)))),
        Counter(bare("".join(read(sheet) for sheet in made.sheets))),
    )
    assert wanted - found == Counter()
    for sheet in made.sheets:
        for thing in sheet.things:
            if isinstance(thing, Words) and (box := thing.run.boundingRect().normalized()).width():
                assert 0 <= thing.x + box.left() <= thing.x + box.right() <= sheet.width
                assert 0 <= thing.y + box.top() <= thing.y + box.bottom() <= sheet.height


@pytest.mark.parametrize("kind", [*ALL, EVERY_TYPE], ids=lambda kind: kind.key)
@pytest.mark.parametrize("layout", Layout)
def test_every_kind_loses_no_word(qapp: QApplication, kind: Kind, layout: Layout) -> None:
    values = sample_values(kind, "zh")
    assert_whole(plan_pages(values, kind, layout=layout))


@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_plan_loses_no_word(qapp: QApplication, language: str, layout: Layout, length: Length) -> None:
    assert_whole(plan_pages(language=language, layout=layout, length=length))


@pytest.mark.parametrize("layout", Layout)
def test_odd_texts_lose_no_word_and_stop_nothing(qapp: QApplication, layout: Layout) -> None:
    """Texts that broke other programs, in every sort of place: lines, proses, cells, lists, a blackboard."""
    odd = naughty_strings()
    rows: list[Row] = [{"id": str(at), "name": text[:500], "teacher": text} for at, text in enumerate(odd)]
    objectives: list[Row] = [{"id": str(at), "text": text} for at, text in enumerate(odd[::3])]
    values: dict[str, Value] = {
        "topic": odd[7][:500], "objectives": objectives, "steps": rows[:300],
        "key_point": "\n".join(odd), "board": "\n".join(odd[::2]),
    }  # fmt: skip
    assert_whole(plan_pages(values, layout=layout))


@pytest.mark.parametrize("layout", Layout)
def test_the_largest_record_is_printed_whole(qapp: QApplication, layout: Layout) -> None:
    """300 rows, a cell of 10,000 characters, a blackboard far too wide, a word without a place to break."""
    rows: list[Row] = [{"id": str(at), "name": f"环节{at}", "minutes": 1, "teacher": "讲"} for at in range(300)]
    rows[150]["teacher"] = "".join(chr(0x4E00 + at % 5_000) for at in range(10_000))
    rows[151]["pupils"] = "W" * 3_000
    board = "\n".join("黑  板" * 30 + " " * 40 + str(at) for at in range(120))
    assert_whole(plan_pages({"topic": "大", "steps": rows, "board": board}, layout=layout))


@given(values=RECORDS, layout=st.sampled_from(Layout))
@settings(max_examples=15)
def test_any_texts_lose_no_word(qapp: QApplication, values: dict[str, Value], layout: Layout) -> None:
    """Two thousand of these were tried once; a share of them is tried in every run."""
    assert_whole(plan_pages(values, layout=layout))


def test_a_heading_does_not_stand_alone_at_the_foot_of_a_page(qapp: QApplication) -> None:
    for lines in range(30, 50):
        made = sheets(*(Paragraph("春") for _ in range(lines)), Heading("一、教学目标"), Paragraph("秋"))
        assert all(not body(sheet).endswith("一、教学目标") for sheet in made)


def test_tables_below_one_another_share_a_line(qapp: QApplication) -> None:
    pages = plan_pages(plan_values(2))
    tables = [block for block in pages.blocks if isinstance(block, Table)]
    assert len(tables) >= 3
    edges = sorted({rule.y for rule in rules_on(printed(pages).sheets[0]) if rule.y == rule.to_y})
    assert all(below - above > 5 for above, below in pairwise(edges))


def test_head_and_foot_stand_on_every_sheet_outside_the_text(qapp: QApplication) -> None:
    made = printed(plan_pages()).sheets
    assert len(made) >= 2
    for number, sheet in enumerate(made, start=1):
        assert SCHOOL in words_on(sheet)
        assert f"第 {number} 页 共 {len(made)} 页" in words_on(sheet)
        assert SCHOOL not in body(sheet)


def test_who_signs_is_not_parted_from_where_to_sign(qapp: QApplication) -> None:
    last = printed(plan_pages()).sheets[-1]
    assert "检查人日期教研组长日期" in body(last)


def test_a_page_without_anything_is_a_page(qapp: QApplication) -> None:
    assert len(sheets()) == 1
