"""Two points of a record's history, field by field and row by row."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.crdt import Document, Run, Sort
from app.ids import DeviceId
from app.records.differences import (
    Differences,
    RowChange,
    SetChange,
    ValueChange,
    differences,
    moved_rows,
    removed_rows,
)
from app.records.edits import AddRow, Edit, Mark, MoveRow, RemoveRow, RestoreRow, SetValue, WriteProse
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.record import Record
from app.records.registry import Registry

TEACHER, MENTOR = DeviceId(b"teacher1"), DeviceId(b"mentor01")
REGISTRY = Registry([LESSON_PLAN])
STEPS = LESSON_PLAN.field("steps")


def plan() -> Record:
    """A plan with two stages."""
    edits: list[Edit] = [
        SetValue("topic", "秋天的雨"),
        Mark("grades", "3"),
        WriteProse("key_point", "读出雨的颜色。"),
        AddRow("steps", row_id="r1"),
        AddRow("steps", row_id="r2"),
        AddRow("steps", row_id="r3"),
        WriteProse("steps/r1/teacher", "先猜再翻。"),
        SetValue("steps/r1/minutes", 5),
    ]
    return Record.create(LESSON_PLAN, TEACHER, 1_000, edits)


def written(record: Record, edits: list[Edit], now: int) -> None:
    """One save."""
    record.apply(edits)
    record.save(now)


def at_mentors(record: Record) -> Record:
    """The same record on her mentor's laptop."""
    return Record.open(Document.load(MENTOR, record.document.state()), REGISTRY)


def test_every_shape_of_field_tells_what_changed_and_by_whom() -> None:
    record = plan()
    before = record.document.version()
    other = at_mentors(record)
    written(other, [SetValue("class_name", "三（1）班"), WriteProse("steps/r1/teacher", "先猜一猜再翻。")], 2_000)
    written(record, [Mark("grades", "4"), Mark("grades", "3", False), WriteProse("key_point", "")], 2_100)
    record.document.merge([other.document.export(before)])
    found = differences(record, before)

    assert found.values == {"class_name": ValueChange(None, "三（1）班", MENTOR)}
    assert found.sets == {"grades": SetChange((("4", TEACHER),), (("3", TEACHER),))}
    assert found.texts["key_point"] == (Run(Sort.REMOVED, "读出雨的颜色。", TEACHER),)
    assert found.texts["steps/r1/teacher"][1] == Run(Sort.ADDED, "一猜", MENTOR)
    assert found.devices == (MENTOR, TEACHER)
    assert found.amounts() == {TEACHER: (0, 7), MENTOR: (2, 0)}
    assert found.paths() == ("key_point", "steps", "class_name", "grades")


def test_rows_are_added_removed_and_moved_in_their_places() -> None:
    """A removed row stands where it stood, with what it held."""
    record = plan()
    before = record.document.version()
    edits: list[Edit] = [
        RemoveRow("steps", "r1"),
        MoveRow("steps", "r3", "r2"),
        AddRow("steps", row_id="r4"),
        SetValue("steps/r4/name", "小结"),
    ]
    written(record, edits, 2_000)
    found = differences(record, before)

    assert found.rows["steps"] == (
        RowChange(Sort.REMOVED, {"id": "r1", "minutes": 5, "teacher": "先猜再翻。"}, TEACHER),
        RowChange(Sort.KEPT, {"id": "r3"}, TEACHER, moved=True),
        RowChange(Sort.KEPT, {"id": "r2"}),
        RowChange(Sort.ADDED, {"id": "r4", "name": "小结"}, TEACHER),
    )
    assert found.values["steps/r4/name"] == ValueChange(None, "小结", TEACHER)
    assert [row["id"] for row in removed_rows(record, STEPS)] == ["r1"]


def test_what_came_back_to_what_it_was_is_no_difference() -> None:
    record = plan()
    before = record.document.version()
    written(record, [SetValue("topic", "别的"), RemoveRow("steps", "r2"), WriteProse("notes", "想一想")], 2_000)
    written(record, [SetValue("topic", "秋天的雨"), RestoreRow("steps", "r2"), WriteProse("notes", "")], 3_000)

    assert differences(record, before) == Differences()
    assert not differences(record, before)
    assert removed_rows(record, STEPS) == []


def test_a_deletion_is_told_by_itself() -> None:
    record = plan()
    before = record.document.version()
    record.delete()
    record.save(2_000)
    found = differences(record, before)

    assert found.deleted == ValueChange(False, True, TEACHER)
    assert found.devices == (TEACHER,)


def test_between_two_points_that_are_past() -> None:
    """And of a kind that this program does not know nothing is told."""
    record = plan()
    first = record.document.version()
    written(record, [SetValue("slot", 2)], 2_000)
    second = record.document.version()
    written(record, [SetValue("slot", 3)], 3_000)
    unknown = Record.open(record.document, Registry([]))

    assert differences(record, first, second).values == {"slot": ValueChange(None, 2, TEACHER)}
    assert differences(unknown, first) == Differences()


@settings(max_examples=60, deadline=None)
@given(st.permutations(list("abcdefg")), st.permutations(list("abcdefg")))
def test_the_rows_that_did_not_move_kept_their_order(before: list[str], after: list[str]) -> None:
    moved = moved_rows(before, after)

    assert [row for row in before if row not in moved] == [row for row in after if row not in moved]
    assert (before == after) == (not moved)
