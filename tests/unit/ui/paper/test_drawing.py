"""Sheets as pictures: lines where they belong, ink where words are, and nothing in the margins.

Pixels are not compared with kept pictures: fonts differ between machines, and a difference of glyphs is none of the
page. What is compared is what the page is: its lines to the pixel, its words' places, and where there is no ink.
"""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.ui.paper.composing import Sheet
from app.ui.paper.drawing import picture
from app.ui.paper.faces import MM
from app.ui.paper.lines import Rule, Words
from tests.helpers.paper import plan_pages, printed, rules_on

WIDTH = 1_000


def dark(image: QImage, x: float, y: float) -> bool:
    """Is there ink within a pixel of this place?"""
    near = ((round(x) + dx, round(y) + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    return any(image.valid(*place) and image.pixelColor(*place).lightness() < 200 for place in near)


def first() -> tuple[Sheet, QImage, float]:
    sheet = printed(plan_pages()).sheets[0]
    return sheet, picture(sheet, WIDTH), WIDTH / sheet.width


def test_a_picture_has_the_shape_of_its_sheet(qapp: QApplication) -> None:
    sheet, image, _scale = first()
    assert (image.width(), image.height()) == (WIDTH, round(WIDTH * sheet.height / sheet.width))
    assert picture(sheet, 300, 2.0).width() == 600


def test_every_line_is_drawn_where_the_page_has_it(qapp: QApplication) -> None:
    sheet, image, scale = first()
    rules = rules_on(sheet)
    assert len(rules) > 40
    for rule in rules:
        for share in (0.02, 0.5, 0.98):
            x, y = rule.x + (rule.to_x - rule.x) * share, rule.y + (rule.to_y - rule.y) * share
            assert dark(image, x * scale, y * scale), rule


def test_words_have_ink(qapp: QApplication) -> None:
    sheet, image, scale = first()
    for thing in sheet.things:
        if isinstance(thing, Words):
            box = thing.run.boundingRect().translated(thing.x, thing.y)
            if box.width() < 1:
                continue
            across = range(int(box.left() * scale), int(box.right() * scale) + 1)
            down = range(int(box.top() * scale), int(box.bottom() * scale) + 1)
            assert any(image.pixelColor(x, y).lightness() < 200 for x in across for y in down)


def test_there_is_no_ink_in_the_margins(qapp: QApplication) -> None:
    sheet, image, scale = first()
    left, right = int(24 * MM * scale), int((sheet.width - 19 * MM) * scale)
    outside = [*range(0, left, 3), *range(right, image.width(), 3)]
    assert not any(image.pixelColor(x, y).lightness() < 200 for x in outside for y in range(0, image.height(), 3))


def test_lines_to_cut_along_are_broken(qapp: QApplication) -> None:
    sheet = Sheet(1_000, 1_000, (Rule(0, 500, 1_000, 500, broken=True),))
    image = picture(sheet, 1_000)
    ink = [image.pixelColor(x, 500).lightness() < 200 for x in range(1_000)]
    assert 0.2 < sum(ink) / len(ink) < 0.95
