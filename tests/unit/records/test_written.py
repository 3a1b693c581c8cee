"""Single values as text, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.fields import Field
from app.records.values import Cell
from app.records.written import READ_AGAIN, WRITTEN, Manner
from tests.helpers.kinds import EVERY_TYPE

ZH, EN = Manner("zh"), Manner("en")


def field(key: str) -> Field:
    return EVERY_TYPE.field(key)


@pytest.mark.parametrize(
    ("key", "value", "zh", "en"),
    [
        ("line", " 秋天 ", " 秋天 ", " 秋天 "),
        ("date", "2026-09-01", "2026-09-01", "2026-09-01"),
        ("moment", "2026-09-01T14:30", "2026-09-01 14:30", "2026-09-01 14:30"),
        ("number", 40, "40", "40"),
        ("yesno", True, "是", "Yes"),
        ("yesno", False, "否", "No"),
        ("choice", "ma", "数学", "Mathematics"),
        ("choices", ["ma", "天、文;"], "数学、天\\、文;", "Mathematics; 天、文\\;"),
        ("people", ["王芳", "李\\明"], "王芳、李\\\\明", "王芳; 李\\\\明"),
        ("link", "AAECAwQFBgcI", "AAECAwQFBgcI", "AAECAwQFBgcI"),
        ("signature", "2026-09-01T14:30 王芳", "2026-09-01T14:30 王芳", "2026-09-01T14:30 王芳"),
    ],
)
def test_a_value_is_written_and_read_again(key: str, value: Cell, zh: str, en: str) -> None:
    for manner, text in ((ZH, zh), (EN, en)):
        assert WRITTEN[type(field(key))](field(key), value, manner) == text
        assert READ_AGAIN[type(field(key))](field(key), text, manner) == value


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("date", "2026年9月1日", "2026-09-01"),
        ("date", "2026/9/1", "2026-09-01"),
        ("date", "明天", "明天"),
        ("number", "5 分钟", 5),
        ("number", "第3节", 3),
        ("number", "3-4", None),
        ("number", "约 5 分钟", None),
        ("yesno", "yes", True),
        ("yesno", "也许", None),
        ("choice", "", None),
        ("choices", "、 、", None),
        ("line", "", None),
    ],
)
def test_what_people_write_is_understood_or_left(key: str, text: str, value: Cell | None) -> None:
    assert READ_AGAIN[type(field(key))](field(key), text, ZH) == value


def test_a_person_is_named_as_the_manner_says() -> None:
    manner = Manner("zh", name=lambda value: f"〈{value}〉")
    assert WRITTEN[type(field("person"))](field("person"), "@1", manner) == "〈@1〉"
    assert WRITTEN[type(field("people"))](field("people"), ["@1", "王"], manner) == "〈@1〉、〈王〉"


@given(st.lists(st.text("甲乙\\、;； a", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=4))
def test_any_list_is_read_again(members: list[str]) -> None:
    people = field("people")
    for manner in (ZH, EN):
        assert READ_AGAIN[type(people)](people, WRITTEN[type(people)](people, members, manner), manner) == members
