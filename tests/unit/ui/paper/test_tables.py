"""Ruled tables on pages."""

from collections import Counter

import pytest
from PySide6.QtWidgets import QApplication

from app.records.blocks import Cell, Margin, Pages, Paragraph, Table
from app.ui.paper.faces import faces
from app.ui.paper.flow import Flow, size_of
from app.ui.paper.job import clusters
from app.ui.paper.lines import Rule, Setter, Thing, Words
from app.ui.paper.tables import TableOnPages

HEAD = ((Cell((Paragraph("环节"),), heading=True), Cell((Paragraph("教师活动"),), heading=True)),)


def put(table: Table) -> Flow:
    flow = Flow(size_of(Pages((), "", "甲", "zh")))
    TableOnPages(Setter(faces()), flow, table).put()
    return flow


def said(things: list[Thing]) -> str:
    return "".join(text for thing in things if isinstance(thing, Words) for _glyph, text in clusters(thing))


def rows(*texts: str) -> tuple[tuple[Cell, ...], ...]:
    return tuple((Cell((Paragraph(f"第{at}步"),)), Cell((Paragraph(text),))) for at, text in enumerate(texts))


def test_the_heads_stand_on_every_page_and_every_row_once(qapp: QApplication) -> None:
    flow = put(Table(rows(*("春" * 120 for _ in range(40))), (20, 80), HEAD))
    assert len(flow.pages) > 2
    assert all(said(page).startswith("环节教师活动") for page in flow.pages)
    whole = "".join(said(page) for page in flow.pages)
    assert all(whole.count(f"第{at}步") == 1 for at in range(40))
    assert whole.count("春") == 40 * 120


def test_a_row_that_would_be_cut_goes_whole_to_the_next_page(qapp: QApplication) -> None:
    flow = put(Table(rows(*("春" * 150 for _ in range(40))), (20, 80), HEAD))
    counts = [said(page).count("春") for page in flow.pages]
    assert all(count % 150 == 0 for count in counts)


def test_a_row_longer_than_a_page_is_cut_and_loses_nothing(qapp: QApplication) -> None:
    flow = put(Table(rows("春" * 10_000, "秋"), (20, 80), HEAD))
    assert len(flow.pages) > 5
    assert Counter("".join(said(page) for page in flow.pages))["春"] == 10_000
    assert "秋" in said(flow.pages[-1])


@pytest.mark.parametrize("count", [1, 40])
def test_no_line_and_no_word_is_outside_the_margins(qapp: QApplication, count: int) -> None:
    flow = put(
        Table(rows(*("春" * 90 for _ in range(count))), (20, 80), HEAD, Margin("二次备课", (Paragraph("秋" * 90),)))
    )
    for page in flow.pages:
        for thing in page:
            if isinstance(thing, Rule):
                assert flow.left - 1 <= thing.x <= thing.to_x <= flow.left + flow.width + 1
                assert flow.size.top - 1 <= thing.y <= thing.to_y <= flow.bottom + 1
            elif isinstance(thing, Words):
                box = thing.run.boundingRect().translated(thing.x, thing.y)
                assert flow.left < box.left() <= box.right() < flow.left + flow.width
                assert flow.size.top < box.top() <= box.bottom() < flow.bottom


def test_the_margin_goes_on_beside_the_rows_of_the_next_page(qapp: QApplication) -> None:
    beside = "".join(f"记{at}，" for at in range(600))
    flow = put(Table(rows(*("春" * 150 for _ in range(30))), (20, 80), HEAD, Margin("二次备课", (Paragraph(beside),))))
    notes = ["".join(one for one in said(page) if one in "记，0123456789") for page in flow.pages]
    assert all("二次备课" in said(page) for page in flow.pages)
    assert notes[1].count("记") > 10
    assert sum(page.count("记") for page in notes) == 600


def test_a_margin_longer_than_the_rows_makes_the_table_longer(qapp: QApplication) -> None:
    short = put(Table(rows("春"), (20, 80), HEAD, Margin("二次备课", ())))
    long = put(Table(rows("春"), (20, 80), HEAD, Margin("二次备课", (Paragraph("秋" * 3_000),))))
    assert len(short.pages) == 1
    assert len(long.pages) > 2
    assert "".join(said(page) for page in long.pages).count("秋") == 3_000
