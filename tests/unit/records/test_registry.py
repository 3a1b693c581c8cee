"""The registry: which declarations it takes, and which it refuses as contradictions."""

import dataclasses

import pytest

from app.errors import Bug
from app.records.audience import Audience
from app.records.counting import Counted
from app.records.each_term import Due, EachTerm, LifeChange
from app.records.fields import Checklist, Field, Line, Prose, Rows
from app.records.groups import LESSONS, PLC
from app.records.kind import Kind, Section
from app.records.kinds import ALL
from app.records.label import Label
from app.records.paper import OnPaper
from app.records.registry import MOST_REQUIRED, Registry

LABEL = Label("甲", "A")
TOPIC = Line("topic", "t", LABEL)
NOTES = Prose("notes", "n", LABEL)


def kind(*fields: Field) -> Kind:
    section = Section(LABEL, (TOPIC, NOTES, *fields))
    return Kind("sample", 1, LABEL, "topic", ("topic",), (section,), main="notes", group=LESSONS)


def test_kinds_that_are_shown_nowhere_are_known() -> None:
    assert {"profile", "sealed_note", "question_box"} <= Registry(ALL).unlisted
    assert "lesson_plan" not in Registry(ALL).unlisted


def test_kinds_come_by_key_and_in_order() -> None:
    registry = Registry(ALL)
    assert [kind.key for kind in registry] == [kind.key for kind in ALL]
    assert len(registry) == len(ALL)
    assert registry.get("comment") is next(kind for kind in ALL if kind.key == "comment")
    assert registry.get("quiz") is None


def test_a_group_has_the_kinds_that_are_lists_of_its_own() -> None:
    """A comment stands in no list; a group without kinds is empty."""
    registry = Registry([kind(), dataclasses.replace(kind(), key="beside", beside="topic")])
    assert [one.key for one in registry.in_group(LESSONS)] == ["sample"]
    assert registry.in_group(PLC) == []


@pytest.mark.parametrize(
    "wrong",
    [
        kind(Line("topic", "u", LABEL)),
        kind(Line("other", "t", LABEL)),
        kind(Line("other", "k", LABEL)),
        kind(Line("other", "", LABEL)),
        kind(Line("other", "abc", LABEL)),
        kind(Line("other", "a.", LABEL)),
        kind(Rows("rows", "r", LABEL)),
        kind(Rows("rows", "r", LABEL, row=(Checklist("list", "l", LABEL),))),
        kind(Rows("rows", "r", LABEL, row=(Line("id", "i", LABEL),))),
        kind(Rows("rows", "r", LABEL, row=(TOPIC, TOPIC))),
        kind(*(Line(f"f{n}", f"f{n}", LABEL, required=True) for n in range(MOST_REQUIRED + 1))),
        dataclasses.replace(kind(), group=""),
        dataclasses.replace(kind(), each_term=EachTerm("many", Due.AT_END, "held", "notes", "pupil")),
        dataclasses.replace(kind(), each_term=EachTerm("talks_per_term", Due.AT_END, "held", "notes", "pupil")),
        dataclasses.replace(kind(), counted=Counted(LABEL, day="topic")),
        dataclasses.replace(kind(), counted=Counted(LABEL, origin="topic", reused=LABEL)),
        dataclasses.replace(kind(), life_change=LifeChange("topic", "held", "pupil")),
        dataclasses.replace(kind(), group="nothing"),
        dataclasses.replace(kind(), title="nothing"),
        dataclasses.replace(kind(), columns=("nothing",)),
        dataclasses.replace(kind(), main="topic"),
        dataclasses.replace(kind(), main_rows="notes"),
        dataclasses.replace(kind(), on_paper=OnPaper(facts=("nothing",))),
        dataclasses.replace(kind(), on_paper=OnPaper(short=("notes/nothing",))),
        dataclasses.replace(kind(), on_paper=OnPaper(margin="notes")),
        dataclasses.replace(kind(), on_paper=OnPaper(to_a_sheet=3)),
        dataclasses.replace(kind(), main_rows="nothing"),
        dataclasses.replace(kind(), beside="nothing"),
        dataclasses.replace(kind(), audience=Audience(answers=("nothing",))),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(wrong: Kind) -> None:
    Registry([kind()])
    with pytest.raises(Bug):
        Registry([wrong])


def test_two_kinds_of_one_name_are_refused() -> None:
    with pytest.raises(Bug):
        Registry([kind(), kind()])
