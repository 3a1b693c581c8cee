"""What a record takes from the one that it begins from."""

from app.records.begins import Begins, Fact, facts_of
from app.records.fields import Choice, Choices, Field, Line, Link, Person
from app.records.label import Label
from app.records.values import Values
from app.records.written import Manner

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
