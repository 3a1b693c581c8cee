"""What is written about pupils and families is reminded of kindly, and refused never."""

import pytest

from app.records.hints import LengthHint, WriteSoon
from app.records.kinds.growth_message import GROWTH_MESSAGE
from app.records.rules import Situation
from app.records.values import Values

SOON = WriteSoon(moment="visited_at", words="talked", hours="visit_note_hours")
LENGTH = LengthHint(words="message", least="message_least", most="message_most")


@pytest.mark.parametrize(
    ("values", "today", "keys"),
    [
        ({}, "2026-09-02", []),
        ({"visited_at": "2026-09-01T16:00"}, "2026-09-01", []),
        ({"visited_at": "2026-09-01T16:00"}, "2026-09-02", ["notice.write_soon"]),
        ({"visited_at": "2026-09-01T16:00", "talked": "孩子爱画画"}, "2026-09-02", []),
        ({"visited_at": "某一天"}, "2026-09-02", []),
    ],
)
def test_a_visit_is_written_down_within_a_day(values: Values, today: str, keys: list[str]) -> None:
    """The school's number of hours, by the day on which they end."""
    found = SOON.check(values, Situation(40, today))

    assert [notice.key for notice in found] == keys
    assert all(notice.fields == {"hours": 24} for notice in found)


@pytest.mark.parametrize(
    ("length", "keys"), [(0, []), (99, ["could_grow"]), (100, []), (200, []), (201, ["could_shrink"])]
)
def test_a_growth_message_has_a_good_length(length: int, keys: list[str]) -> None:
    """Spaces and line ends are no words; the numbers are the school's."""
    values = {"message": "好" * length + " \n", "name": "王小明", "term": "2026 秋"}
    found = [notice.key for notice in GROWTH_MESSAGE.check(values, Situation(40, "2026-12-30"))]

    assert [key.removeprefix("notice.") for key in found if key != "notice.required"] == keys
    assert LENGTH.check(values, Situation(40, "2026-12-30", {})) == []
