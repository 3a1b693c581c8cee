"""Numbers of lists as Word shows them."""

import pytest
from lxml import etree

from app.export.docx_numbers import Numbers, written


@pytest.mark.parametrize(
    ("count", "manner", "shown"),
    [
        (3, "decimal", "3"), (12, "chineseCountingThousand", "十二"), (20, "japaneseCounting", "二十"),
        (3, "decimalEnclosedCircleChinese", "③"), (21, "decimalEnclosedCircle", "21"), (2, "lowerLetter", "b"),
        (27, "upperLetter", "27"), (9, "upperRoman", "IX"), (14, "lowerRoman", "xiv"), (40, "upperRoman", "40"),
        (0, "chineseCounting", "0"), (5, "hebrew1", "5"),
    ],
)  # fmt: skip
def test_formats(count: int, manner: str, shown: str) -> None:
    assert written(count, manner) == shown


def numbers(levels: str) -> Numbers:
    return Numbers.of(
        etree.fromstring(
            f'<numbering><abstractNum abstractNumId="1">{levels}</abstractNum>'
            '<num numId="5"><abstractNumId val="1"/></num></numbering>'
        )
    )


def test_a_deeper_list_begins_anew_and_names_the_numbers_above_it() -> None:
    counted = numbers(
        '<lvl ilvl="0"><start val="3"/><numFmt val="decimal"/><lvlText val="%1."/></lvl>'
        '<lvl ilvl="1"><numFmt val="decimal"/><lvlText val="%1.%2"/></lvl>'
    )
    marks = [counted.mark("5", depth) for depth in (0, 1, 1, 0, 1)]
    assert marks == ["3. ", "3.1 ", "3.2 ", "4. ", "4.1 "]


def test_bullets_and_lists_unknown() -> None:
    counted = numbers('<lvl ilvl="1"><numFmt val="bullet"/><lvlText val="\uf0b7"/></lvl><lvl ilvl="2"/>')
    assert [counted.mark("5", 1), counted.mark("6", 0), counted.mark("5", 0)] == ["  - ", "", ""]
    assert counted.mark("5", 2) == "1. "
