"""What values may be, and what is done to typed text."""

import pytest

from app.errors import RecordError
from app.records.fields import LIMIT, MEMBER_LIMIT, Date, Field, Line, Number, Prose
from app.records.label import Label
from app.records.values import (
    Value,
    checked,
    checked_member,
    clean_line,
    clean_name,
    clean_prose,
    fits,
    members_in,
    names_in,
    rows_in,
)
from tests.helpers.kinds import EVERY_TYPE

LABEL = Label("甲", "A")


def field(key: str) -> Field:
    return EVERY_TYPE.field(key)


@pytest.mark.parametrize(
    ("typed", "line", "prose"),
    [
        ("a\r\nb\rc\nd", "a b c d", "a\nb\nc\nd"),
        ("nul\x00", "nul", "nul"),
        ("half \ud842 pair", "half \ufffd pair", "half \ufffd pair"),
        ("pair \ud842\udfb7", "pair 𠮷", "pair 𠮷"),
        ("\u202eright\u200d\u2028\x07\x0b", "\u202eright\u200d\u2028\x07\x0b", "\u202eright\u200d\u2028\x07\x0b"),
    ],
)
def test_only_what_cannot_be_kept_is_changed(typed: str, line: str, prose: str) -> None:
    assert clean_line(typed) == line
    assert clean_prose(typed) == prose


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("line", " 两端空格 ", " 两端空格 "),
        ("line", "", None),
        ("line", None, None),
        ("date", "2024-02-29", "2024-02-29"),
        ("date", "", None),
        ("moment", "2026-09-01T14:30", "2026-09-01T14:30"),
        ("moment", "", None),
        ("number", 0, 0),
        ("yesno", False, False),
        ("choice", " 天文 ", "天文"),
        ("choice", "  ", None),
        ("person", "王芳", "王芳"),
        ("link", "AAECAwQFBgcI", "AAECAwQFBgcI"),
        ("link", "", None),
        ("signature", "2026-09-01T14:30 王芳", "2026-09-01T14:30 王芳"),
        ("signature", "", None),
    ],
)
def test_a_value_that_fits_is_kept(key: str, value: str | int | None, kept: str | int | None) -> None:
    assert checked(field(key), value) == kept


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("line", 1), ("prose", True), ("date", "2023-02-29"), ("date", "20230228"), ("date", "2026-W01-1"),
        ("date", 20230228), ("moment", "2026-09-01"), ("moment", "2026-09-01T25:00"), ("moment", "2026-09-01 14:30"),
        ("moment", 3), ("number", -1), ("number", 1_000_001), ("number", True), ("number", "3"), ("yesno", 1),
        ("yesno", "yes"), ("choice", 3), ("person", 3), ("link", "short"), ("link", "AAECAwQFBg!!"), ("link", 3),
        ("signature", "王芳"), ("signature", "2026-09-01T14:30"), ("signature", "2026-09-01T14:30  "), ("signature", 3),
        ("rows", "text"), ("checklist", "text"),
    ],
)  # fmt: skip
def test_a_value_of_another_form_is_refused(key: str, value: str | int) -> None:
    with pytest.raises(RecordError) as caught:
        checked(field(key), value)
    assert (caught.value.code, caught.value.fields["field"]) == ("record.bad_value", key)
    assert not fits(field(key), value)


def test_a_number_has_the_least_value_of_its_field() -> None:
    assert checked(Number("n", "n", LABEL, least=1), 1) == 1
    with pytest.raises(RecordError):
        checked(Number("n", "n", LABEL, least=1), 0)


@pytest.mark.parametrize("key", ["line", "prose", "choice", "person"])
def test_a_text_at_its_limit_is_kept_and_one_longer_is_refused(key: str) -> None:
    limit = LIMIT[type(field(key))]
    assert checked(field(key), "𠮷" * limit) == "𠮷" * limit
    with pytest.raises(RecordError) as caught:
        checked(field(key), "字" * (limit + 1))
    assert caught.value.code == "record.text_too_long"
    assert caught.value.fields == {"limit": limit, "length": limit + 1, "field": key}


def test_a_long_text_that_arrived_is_still_shown() -> None:
    assert fits(field("line"), "字" * 10_000)


@pytest.mark.parametrize("key", ["choices", "people"])
def test_a_member_is_a_word_of_bounded_length(key: str) -> None:
    assert checked_member(field(key), " 王芳\n李明 ") == "王芳 李明"
    for wrong in ("", " ", "\x00", "字" * (MEMBER_LIMIT + 1)):
        with pytest.raises(RecordError):
            checked_member(field(key), wrong)


def test_field_types_not_tried_above_have_no_value_of_their_own() -> None:
    assert checked(Prose("p", "p", LABEL), "") == ""
    assert checked(Date("d", "d", LABEL), None) is None
    assert checked(Line("l", "l", LABEL), "\x00") is None


@pytest.mark.parametrize(
    ("typed", "kept"), [(" 李 \n 秀兰\t", "李 秀兰"), ("a\0b", "ab"), ("\ud83d", "\ufffd"), (" \r\n", ""), ("𠮷", "𠮷")]
)
def test_a_name_is_kept_as_one_line_that_every_file_can_hold(typed: str, kept: str) -> None:
    """Of people and of spaces alike."""
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("value", "rows", "members", "names"),
    [
        (None, [], [], []),
        ("", [], [], []),
        ("李秀兰", [], [], ["李秀兰"]),
        (3, [], [], []),
        (["李秀兰", "王敏"], [], ["李秀兰", "王敏"], ["李秀兰", "王敏"]),
        ([{"id": "r"}, {"id": "s"}], [{"id": "r"}, {"id": "s"}], [], []),
    ],
)
def test_of_a_value_only_that_is_taken_which_has_the_form_asked_for(
    value: Value | None, rows: list[object], members: list[str], names: list[str]
) -> None:
    """A newer program, or a damaged file, may have put anything there."""
    assert (rows_in(value), members_in(value), names_in(value)) == (rows, members, names)
