"""Names, places and clean text."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crdt import shape
from app.errors import Bug


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("课题\ud800", "课题\ufffd"),
        ("\udfff课", "\ufffd课"),
        ("a\x00b", "a\ufffdb"),
        ("\ud83d\ude00", "😀"),
        ("第𠮷课é", "第𠮷课é"),
        ("", ""),
    ],
)
def test_clean_keeps_what_can_be_written_and_marks_the_rest(raw: str, kept: str) -> None:
    assert shape.clean(raw) == kept


@given(st.text(alphabet=st.characters()))
def test_clean_text_can_always_be_encoded_and_is_clean_already(text: str) -> None:
    cleaned = shape.clean(text)
    assert cleaned.encode("utf-8")[:0] == b""
    assert shape.clean(cleaned) == cleaned


def test_names_are_built_from_their_parts() -> None:
    assert shape.cell("s", "ab3de", "m") == "s.ab3de.m"
    assert shape.place_key("s", "ab3de") == "s.ab3de"
    assert shape.removal_key("s", "ab3de") == "s.ab3de!"
    assert shape.member_key("p", "a:b.c/d") == "p:a:b.c/d"
    assert shape.member_key("s.ab3de.p", "x") == "s.ab3de.p:x"


@pytest.mark.parametrize("part", ["", "a.b", "a:b", "a!", "a/b", "a\x00", "x" * 65])
def test_a_part_with_a_separator_is_our_mistake(part: str) -> None:
    with pytest.raises(Bug):
        shape.cell("s", part, "m")
    with pytest.raises(Bug):
        shape.place_key(part, "r")
    with pytest.raises(Bug):
        shape.member_key(part, "x")


def test_an_empty_member_is_our_mistake() -> None:
    with pytest.raises(Bug):
        shape.member_key("p", "")


@pytest.mark.parametrize(
    ("name", "row"),
    [("s.r.m", "s.r"), ("s.r.p:a.b", "s.r"), ("s.r", None), ("s.r!", None), ("t", None), ("p:a.b.c", None)],
)
def test_the_row_of_a_name(name: str, row: str | None) -> None:
    assert shape.row_of(name) == row


@pytest.mark.parametrize("value", [None, 3, True, "", "0", "a0", "课", "a b"])
def test_what_is_no_place_sorts_first(value: object) -> None:
    assert shape.place_of(value) == ""


@given(st.lists(st.integers(0, 2**30), min_size=1, max_size=60), st.booleans(), st.integers(0, 2**30))
def test_a_place_can_always_be_found_between_two_neighbours(gaps: list[int], ours: bool, seed: int) -> None:
    chance = random.Random(seed).randbytes
    places: list[str] = []
    for gap in gaps:
        at = gap % (len(places) + 1)
        low = places[at - 1] if at else ""
        high = places[at] if at < len(places) else None
        place = shape.next_place(low, high, ours, chance)
        assert shape.place_of(place) == place
        assert low < place
        assert high is None or place < high
        places.insert(at, place)


def test_a_run_of_rows_at_the_end_keeps_short_places() -> None:
    chance = random.Random(1).randbytes
    place = shape.next_place("", None, False, chance)
    for _ in range(200):
        place = shape.next_place(place, None, True, chance)
    assert len(place) < 20


def test_row_ids_are_words_of_their_own() -> None:
    chance = random.Random(2).randbytes
    ids = {shape.row_id(chance) for _ in range(1000)}
    assert len(ids) == 1000
    assert all(shape.place_key("s", row) for row in ids)
