"""What a record takes from the one that it begins from."""

import pytest

from app.ids import DeviceId
from app.records.begins import Begins, Fact, facts_of
from app.records.fields import Choice, Choices, Field, Line, Link, Person
from app.records.filling import edits_for
from app.records.kind import Kind
from app.records.kinds import ALL
from app.records.label import Label
from app.records.record import Record
from app.records.values import Values
from app.records.written import Manner
from tests.helpers.kinds import sample_values

L = Label("字", "word")
THEIRS: dict[str, Field] = {
    "topic": Line("topic", "t", L),
    "grades": Choices("grades", "g", L, terms="grades"),
    "class_name": Line("class_name", "c", L),
    "subject": Choice("subject", "s", L, terms="subjects"),
    "teacher": Person("teacher", "p", L),
}
MINE: dict[str, Field] = {
    "about": Line("about", "a", L),
    "whom": Line("whom", "w", L),
    "subject": Choice("subject", "s", L, terms="subjects"),
    "plan": Link("plan", "l", L),
}
BEGINS = Begins(
    "lesson_plan", "plan", L,
    facts=(Fact("about", ("topic",)), Fact("whom", ("grades", "class_name")), Fact("subject", ("topic", "subject"))),
)  # fmt: skip


def test_a_line_takes_the_words_of_several_fields() -> None:
    """As of a class of mixed grades, whose grades are terms; what is of one type is taken as it is kept."""
    values: Values = {"topic": "秋天的雨", "grades": ["3", "4"], "class_name": "三四复式班", "subject": "zh"}

    assert facts_of(BEGINS, THEIRS, MINE, values, Manner("zh")) == {
        "about": "秋天的雨",
        "whom": "三年级、四年级 三四复式班",
        "subject": "zh",
    }
    assert facts_of(BEGINS, THEIRS, MINE, values, Manner("en"))["whom"] == "Grade 3; Grade 4 三四复式班"


def test_what_is_empty_there_is_not_begun() -> None:
    assert facts_of(BEGINS, THEIRS, MINE, {"class_name": "三（1）班"}, Manner("zh")) == {"whom": "三（1）班"}


@pytest.mark.parametrize(
    ("kind", "begins"),
    [(kind, begins) for kind in ALL for begins in kind.begins],
    ids=lambda one: one.key if isinstance(one, Kind) else one.kind,
)
def test_what_is_declared_can_be_begun(kind: Kind, begins: Begins) -> None:
    """The other kind is there, the link may name it, and each fact has a field there that fits."""
    source = next(one for one in ALL if one.key == begins.kind)
    theirs = {field.key: field for field in source.fields()}
    mine = {field.key: field for field in kind.fields()}
    link = mine[begins.link]
    assert isinstance(link, Link)
    assert not link.kinds or source.key in link.kinds
    for fact in (*begins.facts, *([begins.other] if begins.other is not None else ())):
        assert set(fact.of) <= set(theirs)
    taken = facts_of(begins, theirs, mine, sample_values(source, "zh"), Manner("zh"))
    assert set(taken) == {fact.into for fact in begins.facts}
    record = Record.create(kind, DeviceId(b"teacher1"), 1, edits_for(kind, taken))
    assert set(record.values()) == set(taken)
