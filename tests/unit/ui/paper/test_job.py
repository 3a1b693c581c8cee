"""Print jobs: several records, sheets that are shared, and characters that no font has."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from app.records.blocks import Pages, Paragraph
from app.ui.paper.faces import faces
from app.ui.paper.flow import A4
from app.ui.paper.job import Job, clusters, is_boxes
from app.ui.paper.lines import Words
from app.ui.theme.rare import rare_family
from tests.helpers.paper import bare, foot, plan_pages, printed, rules_on, words_on
from tests.helpers.shared_data import hanzi, shared_file

SLIP = Pages((Paragraph("寄语"),), "", "甲", "zh", to_a_sheet=4)


def test_each_record_begins_on_a_new_sheet_and_counts_its_own_pages(qapp: QApplication) -> None:
    one, both = printed(plan_pages()), printed(plan_pages(), plan_pages())
    assert len(both.sheets) == 2 * len(one.sheets)
    assert foot(1, len(one.sheets)) in words_on(both.sheets[len(one.sheets)])


@pytest.mark.parametrize(("share", "expected"), [(1, 11), (2, 6), (4, 3)])
def test_slips_share_sheets_of_a4_with_lines_to_cut_along(qapp: QApplication, share: int, expected: int) -> None:
    """Eleven slips on three pages."""
    slips = [replace(SLIP, to_a_sheet=share, blocks=(Paragraph(f"第{at}张"),)) for at in range(11)]
    made = printed(*slips).sheets
    assert len(made) == expected
    assert all((sheet.width, sheet.height) == A4 for sheet in made)
    assert all(f"第{at}张" in words_on(made[at // share]) for at in range(11))
    assert [len([rule for rule in rules_on(sheet) if rule.broken]) for sheet in made] == [
        {1: 0, 2: 1, 4: 2}[share]
    ] * expected


def test_slips_on_one_sheet_do_not_cover_one_another(qapp: QApplication) -> None:
    (sheet,) = printed(*[SLIP] * 4).sheets
    places = {(round(thing.x), round(thing.y)) for thing in sheet.things if isinstance(thing, Words)}
    assert len(places) == 4


def test_another_sort_of_record_begins_another_sheet(qapp: QApplication) -> None:
    made = printed(SLIP, replace(SLIP, to_a_sheet=1), SLIP).sheets
    assert len(made) == 3


def test_every_character_of_the_national_table_has_a_glyph(qapp: QApplication) -> None:
    """196 of the table stand outside the basic plane; the shared lists hold half of its third level."""
    text = "".join(hanzi().split())
    assert sum(ord(one) > 0xFFFF for one in text) > 90
    made = printed(Pages((Paragraph(text),), "", "甲", "zh"))
    assert made.missing == ""
    assert bare("".join(map(words_on, made.sheets))).startswith(bare(text)[:1_000])


def test_every_name_of_the_shared_list_has_its_glyphs(qapp: QApplication) -> None:
    people = shared_file("zh-people-schools", "people.txt").read_text("utf-8")
    assert printed(Pages((Paragraph(people),), "", "甲", "zh")).missing == ""


def test_a_character_that_no_font_has_is_told_once(qapp: QApplication) -> None:
    """A private character, and an unassigned ideograph, twice; marks without a shape are not asked for."""
    made = printed(Pages((Paragraph("甲\U000f1234乙\u200b\ufeff\U000f1234\U000323b5"),), "", "甲", "zh"))
    assert made.missing == "\U000f1234\U000323b5"


def test_glyphs_are_known_by_their_text(qapp: QApplication) -> None:
    (sheet,) = printed(Pages((Paragraph("𪣻 office 一"),), "", "甲", "zh")).sheets
    words = [thing for thing in sheet.things if isinstance(thing, Words)]
    texts = [text for thing in words for _glyph, text in clusters(thing)]
    assert texts[0] == "𪣻"
    assert "".join(texts).startswith("𪣻 office 一")
    assert not any(is_boxes(thing.run.rawFont()) for thing in words)


def test_a_character_from_another_font_does_not_shift_the_text_behind_it(qapp: QApplication) -> None:
    """As where a computer has 魏 in one font and 𪣻 in another."""
    fonts = faces()
    mixed = QFont(fonts.text)
    mixed.setFamilies([rare_family(), *fonts.text.families()])
    job = Job(foot, replace(fonts, text=mixed))
    job.add(Pages((Paragraph("魏𪣻王𪣻，" * 60 + "好了"),), "", "甲", "zh"))
    made = job.printed()
    assert "".join(map(words_on, made.sheets)).startswith("魏𪣻王𪣻，" * 60 + "好了")
    assert made.missing == ""


def test_what_was_set_so_far_can_be_had_at_any_time(qapp: QApplication) -> None:
    job = Job(foot)
    assert job.printed().sheets == ()
    job.add(SLIP)
    assert len(job.printed().sheets) == 1
