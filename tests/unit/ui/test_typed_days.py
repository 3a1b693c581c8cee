"""Days and moments, typed in any usual way."""

from datetime import date

import pytest

from app.ui.typed_days import parse_day, parse_moment

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-21", "2026-11-21"),
        ("2026/1/2", "2026-01-02"),
        ("2026.11.21", "2026-11-21"),
        ("2026年11月21日", "2026-11-21"),
        ("20261121", "2026-11-21"),
        ("11月3日", "2026-11-03"),
        ("11-3", "2026-11-03"),
        ("２０２６-１１-２１", "2026-11-21"),
        ("2026-02-30", None),
        ("下周二", None),
        ("", None),
        ("2026-11-21 明天", None),
    ],
)
def test_a_day(text: str, day: str | None) -> None:
    """A day that is in no calendar is no day."""
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-21 14:30", "2026-11-21T14:30"),
        ("2026-11-21T08:05", "2026-11-21T08:05"),
        ("11月3日 9点30分", "2026-11-03T09:30"),
        ("11月3日9：30", "2026-11-03T09:30"),
        ("2026-11-21", None),
        ("2026-11-21 25:00", None),
        ("14:30", None),
    ],
)
def test_a_moment(text: str, moment: str | None) -> None:
    """Both parts are needed."""
    assert parse_moment(text, TODAY) == moment
