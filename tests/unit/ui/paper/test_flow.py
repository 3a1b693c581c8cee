"""Pages that are filled from the top."""

from dataclasses import replace

from app.records.blocks import Pages
from app.ui.paper.faces import MM
from app.ui.paper.flow import A4, Flow, size_of
from app.ui.paper.lines import Line, Rule

ONE = Pages((), "", "甲", "zh")


def test_a_record_has_a_sheet_of_a4_upright_or_lying() -> None:
    assert (size_of(ONE).width, size_of(ONE).height) == A4
    lying = size_of(replace(ONE, landscape=True))
    assert (lying.height, lying.width) == A4
    assert size_of(ONE).left == 25 * MM


def test_two_and_four_share_a_sheet() -> None:
    half, quarter = (size_of(replace(ONE, to_a_sheet=count)) for count in (2, 4))
    assert (half.width, half.height) == (A4[0], A4[1] / 2)
    assert (quarter.width, quarter.height) == (A4[0] / 2, A4[1] / 2)


def test_lines_go_below_one_another() -> None:
    flow = Flow(size_of(ONE))
    assert flow.fresh
    assert flow.room == flow.whole
    for _ in range(2):
        flow.put_line(Line(100, [Rule(0, 1, 2, 3)]))
    first, second = flow.pages[0]
    assert second.y - first.y == 100
    assert first.x == flow.left
    assert flow.room == flow.whole - 200


def test_the_next_page_is_empty_when_it_is_turned() -> None:
    flow = Flow(size_of(ONE))
    flow.put_line(Line(100, [Rule(0, 1, 2, 3)]))
    flow.turn()
    assert flow.fresh
    assert flow.pages[1] == []
