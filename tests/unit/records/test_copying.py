"""What a copy takes along, what begins anew, and when the next one is."""

import pytest

from app.records.copying import kept, moved_on, open_rows
from app.records.kinds import ALL
from app.records.kinds.plc_meeting import PLC_MEETING
from app.records.values import Row, Value
from app.records.written import Manner
from tests.helpers.kinds import sample_values

COPYING = PLC_MEETING.copying
FIELDS = tuple(PLC_MEETING.fields())
TASKS: list[Row] = [
    {"id": "a", "task": "交二次备课", "owner": "赵国庆", "due": "2026-11-30"},
    {"id": "b", "task": "借投影仪", "done": True},
    {"id": "c", "task": "约听课"},
]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_what_is_fresh_is_left_out_and_the_rest_kept(kind: object) -> None:
    """Of every kind, by its declaration."""
    chosen = next(one for one in ALL if one is kind)
    values = sample_values(chosen, "zh")
    left_out = {*chosen.copying.fresh, chosen.copying.dated or ""}

    taken = kept(chosen.copying, values)

    assert list(taken) == [key for key in values if key not in left_out]
    for key, value in taken.items():
        fresh = {path.partition("/")[2] for path in left_out if path.startswith(f"{key}/")}
        before = values[key]
        assert value == ([_without(row, fresh) for row in before] if fresh and isinstance(before, list) else before)


def _without(row: object, fresh: set[str]) -> Row:
    assert isinstance(row, dict)
    return {key: cell for key, cell in row.items() if key not in fresh}


def test_neither_reflection_nor_attendance_nor_dates_are_copied() -> None:
    """They belong to the day that is past."""
    plan = next(one for one in ALL if one.key == "lesson_plan")

    assert {"taught_on", "reflection", "second_preparation"} <= set(plan.copying.fresh)
    assert {"present", "absent", "absent_why", "decision", "tasks"} <= set(COPYING.fresh)
    assert COPYING.dated == "held_at"


def test_open_tasks_go_on_as_lines_of_the_agenda() -> None:
    """Who and by when in the same line; what is done does not."""
    values: dict[str, Value] = {"tasks": TASKS}
    (first, second) = open_rows(COPYING, FIELDS, values, Manner("zh"))["agenda"]

    assert first == {"item": "上次任务：交二次备课 · 赵国庆 · 2026-11-30"}
    assert second == {"item": "上次任务：约听课"}
    assert open_rows(COPYING, FIELDS, {}, Manner("en")) == {}


def test_lines_that_came_so_are_not_copied_again() -> None:
    """In either language, or they would pile up from month to month."""
    agenda: list[Row] = [
        {"id": "a", "item": "上次任务：约听课"},
        {"id": "b", "item": "From last time: a lesson"},
        {"id": "c", "item": "议题", "minutes": 20},
    ]

    assert kept(COPYING, {"agenda": agenda}) == {"agenda": [agenda[2]]}
    assert kept(COPYING, {"agenda": agenda[:2]}) == {}


@pytest.mark.parametrize(
    ("last", "before", "today", "following"),
    [
        ("2026-11-20T14:30", "2026-10-23T14:30", "2026-11-22", "2026-12-18T14:30"),
        ("2026-11-20T14:30", "2026-11-13T14:30", "2026-11-22", "2026-11-27T14:30"),
        ("2026-11-20", "", "2026-11-22", "2026-12-18"),
        ("2026-06-26T14:30", "2026-05-29T14:30", "2026-09-01", "2026-09-18T14:30"),
        ("2026-09-04T14:30", "2026-06-26T14:30", "2026-09-05", "2026-11-13T14:30"),
        ("2026-09-04T14:30", "2026-02-27T14:30", "2026-09-05", "2026-10-02T14:30"),
        ("下周", "", "2026-09-05", "下周"),
    ],
)
def test_the_next_date(last: str, before: str, today: str, following: str) -> None:
    """By the usual interval, on the same weekday, never in the past; a summer is no interval."""
    assert moved_on(last, before, today) == following
