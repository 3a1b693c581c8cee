"""Edits: what each does, that a wrong one leaves everything as it was, and edits that come too late."""

import random

import pytest

from app.crdt import Document
from app.errors import RecordError
from app.ids import DeviceId
from app.records.edits import AddRow, Edit, Mark, MoveRow, RemoveRow, RestoreRow, SetValue, WriteProse
from app.records.fields import LIMIT, Choices, Rows
from app.records.kind import KIND_KEY
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.record import Record
from app.records.values import rows_in
from tests.helpers.kinds import EVERY_TYPE

TEACHER = DeviceId(b"teacher1")


def plan(*edits: Edit) -> Record:
    return Record.create(LESSON_PLAN, TEACHER, 1_770_000_000, edits)


def names(record: Record) -> list[object]:
    return [row.get("name") for row in rows_in(record.values().get("steps"))]


def staged() -> Record:
    """A plan of three stages, a, b and c."""
    return plan(*(edit for row in "abc" for edit in (AddRow("steps", row_id=row), SetValue(f"steps/{row}/name", row))))


def test_each_edit_does_what_it_says() -> None:
    record = staged()
    record.apply([
        SetValue("topic", "秋天"), WriteProse("pupils", "都会写"), Mark("grades", "1"), Mark("grades", "2"),
        Mark("grades", "1", present=False), SetValue("steps/b/minutes", 5), WriteProse("steps/b/teacher", "讲"),
    ])  # fmt: skip
    values = record.values()
    assert (values["topic"], values["pupils"], values["grades"]) == ("秋天", "都会写", ["2"])
    assert rows_in(values.get("steps"))[1] == {"id": "b", "name": "b", "minutes": 5, "teacher": "讲"}
    record.apply([SetValue("topic", None), SetValue("steps/b/minutes", None), WriteProse("pupils", "")])
    assert set(record.values()) == {"grades", "steps"}
    assert rows_in(record.values().get("steps"))[1] == {"id": "b", "name": "b", "teacher": "讲"}


def test_rows_are_added_moved_removed_and_restored() -> None:
    record = staged()
    record.apply([AddRow("steps", before="b", row_id="n"), SetValue("steps/n/name", "n")])
    assert names(record) == ["a", "n", "b", "c"]
    record.apply([MoveRow("steps", "c", before="a"), MoveRow("steps", "a"), MoveRow("steps", "b", before="b")])
    assert names(record) == ["c", "n", "b", "a"]
    record.apply([RemoveRow("steps", "n"), RemoveRow("steps", "n")])
    assert names(record) == ["c", "b", "a"]
    record.apply([RestoreRow("steps", "n")])
    assert names(record) == ["c", "n", "b", "a"]


def test_edits_that_come_after_a_row_went_do_no_harm() -> None:
    record = staged()
    record.apply([RemoveRow("steps", "b")])
    record.apply([MoveRow("steps", "b"), MoveRow("steps", "c", before="b"), AddRow("steps", before="b", row_id="n")])
    assert [row["id"] for row in rows_in(record.values().get("steps"))] == ["a", "c", "n"]


def test_a_set_may_stand_in_a_row() -> None:
    record = plan(AddRow("objectives", row_id="o"), Mark("objectives/o/aspects", "3k"))
    assert rows_in(record.values().get("objectives")) == [{"id": "o", "aspects": ["3k"]}]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (SetValue("nothing", "x"), "record.no_such_field"),
        (SetValue("pupils", "x"), "record.bad_value"),
        (SetValue("topic", 3), "record.bad_value"),
        (SetValue("topic", "字" * 501), "record.text_too_long"),
        (SetValue("steps/zz/name", "x"), "record.no_such_field"),
        (SetValue("steps/a.b/name", "x"), "record.no_such_field"),
        (SetValue("steps", "x"), "record.bad_value"),
        (WriteProse("topic", "x"), "record.bad_value"),
        (WriteProse("pupils", "字" * 200_001), "record.text_too_long"),
        (Mark("topic", "x"), "record.bad_value"),
        (Mark("grades", ""), "record.bad_value"),
        (AddRow("topic"), "record.bad_value"),
        (AddRow("steps", row_id="a"), "record.bad_value"),
        (AddRow("steps", row_id="x.y"), "record.bad_value"),
        (MoveRow("steps", "zz"), "record.no_such_field"),
        (RemoveRow("steps", "zz"), "record.no_such_field"),
        (RestoreRow("steps", "zz"), "record.no_such_field"),
    ],
)
def test_a_wrong_edit_leaves_everything_as_it_was(wrong: Edit, code: str) -> None:
    record = staged()
    before = record.values()
    with pytest.raises(RecordError) as caught:
        record.apply([SetValue("topic", "不该出现"), AddRow("steps", row_id="n"), wrong])
    assert caught.value.code == code
    assert record.values() == before
    assert not record.save(1_770_000_060)


def test_no_more_rows_and_members_than_the_limit() -> None:
    record = plan(*(AddRow("steps") for _ in range(LIMIT[Rows])))
    assert len(rows_in(record.values().get("steps"))) == LIMIT[Rows]
    with pytest.raises(RecordError) as caught:
        record.apply([AddRow("steps")])
    assert (caught.value.code, caught.value.fields["limit"]) == ("record.too_many_rows", LIMIT[Rows])
    full = Record.create(EVERY_TYPE, TEACHER, 0, [Mark("choices", str(number)) for number in range(LIMIT[Choices])])
    full.apply([Mark("choices", "0")])
    with pytest.raises(RecordError):
        full.apply([Mark("choices", "one more")])


def test_a_fifty_megabyte_paste_is_refused_with_its_size() -> None:
    record = plan(WriteProse("notes", "原来的"))
    with pytest.raises(RecordError) as caught:
        record.apply([WriteProse("notes", "x" * 50_000_000)])
    assert caught.value.fields == {"limit": 200_000, "length": 50_000_000, "field": "notes"}
    assert record.values()["notes"] == "原来的"


def test_a_record_of_an_unknown_kind_or_a_newer_version_is_not_changed() -> None:
    unknown = Record(Document.new(TEACHER), None)
    newer = plan()
    newer.document.set("v", LESSON_PLAN.version + 1)
    for record in (unknown, newer):
        assert record.read_only
        with pytest.raises(RecordError) as caught:
            record.apply([SetValue("topic", "x")])
        assert caught.value.code == "record.unknown_kind"
    assert newer.document.get(KIND_KEY) == "lesson_plan"


@pytest.mark.parametrize("seed", range(12))
def test_rows_of_one_save_stand_as_if_each_had_been_saved_alone(seed: int) -> None:
    """Rows that are added together go in together; whatever else is done to rows in between keeps its place."""
    chance = random.Random(seed)
    known = ["a", "b", "c"]
    edits: list[Edit] = []
    for number in range(30):
        what, row, other = chance.random(), chance.choice(known), chance.choice(known)
        if what < 0.7:
            known.append(f"n{number}")
            edits.append(AddRow("steps", chance.choice([None, None, other]), f"n{number}"))
            edits.append(SetValue(f"steps/n{number}/name", f"n{number}"))
        else:
            others: list[Edit] = [MoveRow("steps", row, other), RemoveRow("steps", row), RestoreRow("steps", row)]
            edits.append(chance.choice(others))
    together, alone = staged(), staged()
    together.apply(edits)
    for edit in edits:
        alone.apply([edit])

    assert names(together) == names(alone)
