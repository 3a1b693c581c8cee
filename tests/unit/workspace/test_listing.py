"""A list in its order: by any column, empty values last, and the rows that come into sight."""

import pytest

from app.errors import RecordError
from app.ids import RecordId
from app.records.people import person_value
from app.workspace.finding import Query
from app.workspace.listing import Sorting
from app.workspace.workspace import Workspace
from tests.helpers.world import World, desk_of


def filled(world: World) -> Workspace:
    teacher, mentor = world.pair()
    for topic, subject, slot in (("重庆", "ma", 2), ("安徽", "zh", 10), ("第10课", "sc", 3)):
        world.clock.pass_seconds(10)
        teacher.create("lesson_plan", {"topic": topic, "subject": subject, "slot": slot})
    mentor.create("lesson_plan", {"topic": "第2课"}, world.shared())
    mentor.visit()
    world.clock.pass_seconds(10)
    teacher.visit()
    return teacher


def titles(teacher: Workspace, key: str, *, descending: bool = False) -> list[str]:
    found = teacher.outline("lesson_plan", Query(), Sorting(key, descending), first=2)
    assert [row.record for row in found.rows] == list(found.records[:2])
    return [row.title for row in teacher.rows(found.records)]


@pytest.mark.parametrize(
    ("key", "upwards"),
    [
        ("changed", ["重庆", "安徽", "第10课", "第2课"]),
        ("title", ["安徽", "重庆", "第2课", "第10课"]),
        ("slot", ["重庆", "第10课", "安徽", "第2课"]),
        ("subject", ["第10课", "重庆", "安徽", "第2课"]),
        ("author", ["第10课", "安徽", "重庆", "第2课"]),
        ("space", ["第2课", "第10课", "安徽", "重庆"]),
        ("travel", ["第2课", "第10课", "安徽", "重庆"]),
    ],
)
def test_a_list_is_sorted_by_any_column_and_what_is_empty_comes_last(
    world: World, key: str, upwards: list[str]
) -> None:
    """Words by pinyin, choices by what is shown, numbers by size; equal ones stay as they changed."""
    assert titles(filled(world), key) == upwards


def test_downwards_the_empty_ones_are_last_too(world: World) -> None:
    teacher = filled(world)
    assert titles(teacher, "slot", descending=True) == ["安徽", "第10课", "重庆", "第2课"]
    assert titles(teacher, "changed", descending=True) == ["第2课", "第10课", "安徽", "重庆"]


def test_a_list_is_narrowed_by_words_people_and_the_deleted_ones_are_a_list_of_their_own(world: World) -> None:
    teacher = filled(world)
    mentor = world.people["王敏"]

    def found(query: Query, *, deleted: bool = False) -> list[str]:
        rows = teacher.rows(teacher.outline("lesson_plan", query, Sorting(), deleted=deleted).records)
        return [row.title for row in rows]

    assert found(Query("ah")) == ["安徽"]
    assert found(Query(person=mentor.me.person)) == ["第2课"]
    (rain,) = teacher.outline("lesson_plan", Query("安徽"), Sorting()).records
    teacher.delete(rain)
    assert found(Query("安徽")) == []
    assert found(Query("安徽"), deleted=True) == ["安徽"]


def test_a_column_that_the_kind_has_not_is_refused_and_a_row_that_is_gone_left_out(world: World) -> None:
    teacher = filled(world)
    with pytest.raises(RecordError):
        teacher.outline("lesson_plan", Query(), Sorting("nothing"))
    assert teacher.rows([RecordId("AAAAAAAAAAAA")]) == []


def test_sets_are_sorted_by_what_is_shown_of_them(world: World) -> None:
    """Not by how the file writes them; a person by her name as it is now."""
    teacher, _ = world.pair()
    for topic, grades in (("甲", ["3"]), ("乙", ["2", "5"]), ("丙", [])):
        teacher.create("lesson_plan", {"topic": topic, "grades": grades})
    for topic, people in (("丁", ["赵青"]), ("戊", [person_value(desk_of(teacher).person)]), ("己", ["安然"])):
        teacher.create("plc_meeting", {"topic": topic, "present": people})

    def order(kind: str, key: str) -> list[str]:
        return [row.title for row in teacher.outline(kind, Query(), Sorting(key, False), first=9).rows]

    assert order("lesson_plan", "grades") == ["乙", "甲", "丙"]
    assert order("plc_meeting", "present") == ["己", "戊", "丁"]
