"""Codes survive how people hand them on, and a slip is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.protocol.text_code import GROUP, MAX_TEXT, read_code, write_code

LIMIT = 150
DATA = bytes(range(100))
CODE = write_code("TX1", DATA)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(data=st.binary(max_size=LIMIT))
def test_data_come_back(data: bytes) -> None:
    assert read_code("TX1", write_code("TX1", data), LIMIT) == data


@given(
    noise=st.lists(st.sampled_from([" ", "\n", "\r\n", "\t", "-", "–", "－", "\u3000", "\u200b", "。"]), min_size=1),
    low=st.booleans(),
    wide=st.booleans(),
    data=st.data(),
)
def test_typing_noise_is_forgiven(noise: list[str], low: bool, wide: bool, data: st.DataObject) -> None:
    text = CODE.lower() if low else CODE
    text = text.replace("0", data.draw(st.sampled_from("0Oo"))).replace("1", data.draw(st.sampled_from("1IilL")))
    if wide:
        text = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)
    for mark in noise:
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + mark + text[place:]

    assert read_code("TX1", text, LIMIT) == DATA


@pytest.mark.parametrize(
    "around", ["王老师发来的邀请函：{} 有效期至 2027-01-01。", "Ticket: {}\nvalid until 2027", "{}{}"]
)
def test_words_around_the_code_do_no_harm(around: str) -> None:
    assert read_code("TX1", around.replace("{}", CODE), LIMIT) == DATA


@given(place=st.integers(4, len(CODE) - 1), letter=st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed(place: int, letter: str) -> None:
    altered = CODE[:place] + letter + CODE[place + 1 :]
    found = read_code("TX1", altered, LIMIT)

    if CODE[place] == "-":
        assert found is None or found == DATA
    else:
        assert found == (DATA if letter == CODE[place] else None)


@given(place=st.integers(4, len(CODE) - 2))
def test_two_letters_in_the_wrong_order_are_noticed(place: int) -> None:
    first, second = CODE[place], CODE[place + 1]
    altered = CODE[:place] + second + first + CODE[place + 2 :]

    assert read_code("TX1", altered, LIMIT) == (DATA if first == second or "-" in (first, second) else None)


@given(end=st.integers(0, len(CODE) - 1))
def test_a_cut_code_is_noticed(end: int) -> None:
    assert read_code("TX1", CODE[:end], LIMIT) is None


@given(text=st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert read_code("TX1", text, LIMIT) is None
    read_code("TX1", "TX1" + text, LIMIT)


def test_another_prefix_is_another_code() -> None:
    """A relay's card pasted where a ticket belongs is no ticket, even if somebody mends its prefix."""
    assert read_code("TR1", CODE, LIMIT) is None
    assert read_code("TR1", CODE.replace("TX1", "TR1"), LIMIT) is None


def test_limits() -> None:
    assert read_code("TX1", CODE, len(DATA)) == DATA
    assert read_code("TX1", CODE, len(DATA) - 1) is None
    assert read_code("TX1", CODE + " " * MAX_TEXT, LIMIT) is None
    assert read_code("TX1", "TX1", LIMIT) is None
    assert read_code("TX1", "TX1-UUUU", LIMIT) is None
    assert read_code("TX1", "TX1-ZZZZZZZZ", LIMIT) is None


def test_a_code_is_in_groups_that_an_eye_can_hold() -> None:
    groups = CODE.split("-")

    assert groups[0] == "TX1"
    assert all(len(group) == GROUP for group in groups[1:-1])
    assert set("".join(groups[1:])) <= set(LETTERS)
