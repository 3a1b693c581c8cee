"""The card as a printed page: every word at its place, in both languages, and nothing that a name could break."""

import re

import pytest

from app.export.card import CardContents, card_page
from app.resources import LANGUAGES
from app.text import Texts

WORDS = [f"字{number}" for number in range(1, 25)]


def page(language: str, name: str = "李秀兰", spaces: tuple[str, ...] = ("秀兰和王敏",)) -> str:
    return card_page(CardContents(name, WORDS, "RC1-AAAAAAAA-BBBB", spaces, 1_800_000_000), Texts(language).say)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_stands_beside_its_number(language: str) -> None:
    cells = re.findall(r"<small>(\d+)</small>&nbsp;<big><b>([^<]+)</b>", page(language))

    assert cells == [(str(number), word) for number, word in enumerate(WORDS, 1)]
    assert "2027-01-15" in page(language)
    assert "RC1- AAAAAAAA- BBBB" in page(language)


def test_it_says_how_to_keep_it() -> None:
    assert "像保管家里的钥匙一样" in page("zh")
    assert "not in the laptop's bag" in page("en").replace("&#x27;", "'")


def test_a_name_is_text_and_no_markup() -> None:
    assert "<script>" not in page("zh", "<script>alert(1)</script>", ("<b>圈</b>",))


def test_without_spaces_nothing_is_said_of_them() -> None:
    assert "：。" not in page("zh", spaces=())
