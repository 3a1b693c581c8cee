"""The page model."""

from app.records.blocks import NAME, PART, WITHIN, Cell, Heading, Pages, Paragraph, Table


def test_blocks_compare_by_what_they_say() -> None:
    """So that tests, and a preview that was asked for twice, can tell whether anything changed."""
    one = Table(((Cell((Paragraph("甲"),)),),), (100,))
    assert one == Table(((Cell((Paragraph("甲"),)),),), (100,))
    assert one != Table(((Cell((Paragraph("乙"),)),),), (100,))
    assert len({one, one}) == 1


def test_a_heading_is_of_a_part_unless_told_otherwise() -> None:
    assert NAME < Heading("甲").level == PART < WITHIN


def test_pages_are_upright_and_one_to_a_sheet_unless_told_otherwise() -> None:
    pages = Pages((), "", "甲", "zh")
    assert not pages.landscape
    assert pages.to_a_sheet == 1
