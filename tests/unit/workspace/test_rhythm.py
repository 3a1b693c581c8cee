"""Days that follow from a charter: tests/unit/workspace/test_series.py tries what is proposed from them."""

from datetime import date

import pytest

from app.records.values import Value
from app.workspace.rhythm import next_meeting

RHYTHM: dict[str, Value] = {"every": 2, "weekday": "3", "time": "14:30", "begins": "2026-11-18"}
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("changed", "when"),
    [
        ({}, "2026-12-02T14:30"),
        ({"begins": "2026-12-04"}, "2026-12-09T14:30"),
        ({"ends": "2026-11-30"}, ""),
        ({"time": "下午"}, ""),
        ({"weekday": "周三"}, ""),
        ({"every": 0}, ""),
    ],
)
def test_the_next_meeting_follows_from_what_the_charter_says(changed: dict[str, Value], when: str) -> None:
    """Every other Wednesday from the first one on; a charter that does not tell proposes none."""
    assert next_meeting({**RHYTHM, **changed}, None, TODAY) == when
