"""Reading documents: places and raw contents."""

from app.ids import DeviceId
from app.records.edits import AddRow, RemoveRow
from app.records.kinds.action_step import ACTION_STEP
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.reading import places, read_raw
from app.records.record import Record

TEACHER = DeviceId(b"teacher1")


def test_places_are_all_that_can_have_two_values() -> None:
    record = Record.create(ACTION_STEP, TEACHER, 0)
    found = dict(places(record.document, ACTION_STEP))
    assert found == {"due": "d", "for_whom": "p", "done": "o", "tried_on": "w", "target": "t"}


def test_places_are_in_rows_too_but_not_in_removed_ones() -> None:
    record = Record.create(LESSON_PLAN, TEACHER, 0, [AddRow("homework", row_id="a"), AddRow("homework", row_id="b")])
    record.apply([RemoveRow("homework", "b")])
    found = dict(places(record.document, LESSON_PLAN))
    assert {path: name for path, name in found.items() if "/" in path} == {
        "homework/a/level": "w.a.l",
        "homework/a/minutes": "w.a.m",
    }


def test_raw_contents_leave_out_what_every_record_has() -> None:
    record = Record.create(ACTION_STEP, TEACHER, 0)
    record.delete()
    assert read_raw(record.document) == {}
