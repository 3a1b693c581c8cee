"""A call for help holds until somebody is there, and only where it was made."""

import pytest

from app.ids import DeviceId
from app.records.filling import edits_for
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.kinds.talk import TALK
from app.records.record import Record
from app.records.values import Value

CALLING: dict[str, Value] = {"name": "王小明", "urgent": True}


@pytest.mark.parametrize(
    ("values", "calls"),
    [
        ({}, False),
        ({"urgent": False}, False),
        ({"urgent": True}, True),
        ({"urgent": True, "settled": "王老师 16:30 到了"}, False),
    ],
)
def test_a_call_ends_when_somebody_is_there(values: dict[str, Value], calls: bool) -> None:
    """Not when it was sent, and not when it was read."""
    record = Record.create(TALK, DeviceId(b"teacher1"), 1, edits_for(TALK, values))

    assert record.urgent is calls


def test_a_deleted_record_and_a_template_call_nobody() -> None:
    """A mark set by mistake is taken away with the record."""
    record = Record.create(TALK, DeviceId(b"teacher1"), 1, edits_for(TALK, CALLING))
    template = Record.create(TALK, DeviceId(b"teacher1"), 1, edits_for(TALK, CALLING), "模板")
    record.delete()

    assert not record.urgent
    assert not template.urgent
    assert not Record.create(LESSON_PLAN, DeviceId(b"teacher1"), 1).urgent
