"""Every field type can stand in a list."""

import pytest

from app.records.fields import FIELD_TYPES, Choice, Choices, Date, Field, Moment, People, Person, Prose, Rows, YesNo
from app.records.label import Label
from app.records.terms import Terms
from app.records.values import Value
from app.text import Texts
from app.ui.widgets.cells import CELL, Manner, cell
from app.ui.words import Words

LABEL = Label("栏", "Field")
WANG = "@" + "ab" * 8


@pytest.fixture
def manner() -> Manner:
    return Manner(Words(Texts("zh")), Terms(), "zh", {"ab" * 8: "王敏"}, 1_795_000_000)


def test_every_field_type_has_its_line() -> None:
    """A new field type is one more line in the table."""
    assert set(CELL) == set(FIELD_TYPES)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (Choice("s", "s", LABEL, terms="subjects"), "sc", "科学"),
        (Choice("s", "s", LABEL, terms="subjects"), "陶艺", "陶艺"),
        (Choices("g", "g", LABEL, terms="grades"), ["3", "4"], "三年级、四年级"),
        (Date("d", "d", LABEL), "2026-11-21", "11月21日"),
        (Moment("d", "d", LABEL), "2026-11-21T14:30", "11月21日 14:30"),
        (Person("p", "p", LABEL), WANG, "王敏"),
        (Person("p", "p", LABEL), "张校长", "张校长"),
        (People("p", "p", LABEL), [WANG, "张校长"], "王敏、张校长"),
        (YesNo("y", "y", LABEL), True, "是"),
        (Prose("t", "t", LABEL), "一\n二", "一 二"),
        (Rows("r", "r", LABEL), [{"id": "a"}, {"id": "b"}], "2"),
    ],
)
def test_values_are_written_for_people(manner: Manner, field: Field, value: Value, said: str) -> None:
    """Codes by their terms, members by their names, days as days."""
    assert cell(field, value, manner) == said


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_nothing_is_nothing(manner: Manner, kind: type[Field]) -> None:
    """In every type."""
    assert cell(kind("k", "k", LABEL), None, manner) == ""
    assert cell(kind("k", "k", LABEL), "", manner) == ""
