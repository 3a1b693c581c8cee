"""A pack on sheets: numbered through, and its list of contents tells on which page each part begins."""

import pytest

from app.records.blocks import Cell, Fixed, Heading, PageNumber, Pages, Paragraph, Table
from app.ui.paper.bound import Bound
from tests.helpers.paper import foot, words_on


def part(*blocks: Heading | Paragraph | Fixed | Table) -> Pages:
    return Pages(blocks, "", "包", "zh", to_a_sheet=4)


@pytest.mark.usefixtures("qapp")
def test_pages_are_numbered_through_and_the_contents_tell_where_parts_begin() -> None:
    contents = Table(((Cell((PageNumber(1),)), Cell((PageNumber(2),))),), (50, 50))
    bound = Bound(foot)
    for one in (
        part(Heading("目录", 0), contents),
        part(Fixed("\n".join("长" for _ in range(120)))),
        part(Heading("末", 0)),
    ):
        bound.add(one)
    printed = bound.printed()
    whole = len(printed.sheets)
    assert whole > 3
    assert printed.numbers == {0: 1, 1: 2, 2: whole}
    first, last = words_on(printed.sheets[0]), words_on(printed.sheets[-1])
    assert first.replace(" ", "").startswith(f"目录2{whole}")
    assert f"第 {whole} 页 共 {whole} 页" in last
    assert f"第 1 页 共 {whole} 页" in first
