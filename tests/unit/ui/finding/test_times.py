"""Spans of time by this computer's calendar."""

from datetime import date, datetime

import pytest

from app.ui.finding.times import MONTH, TERM, WEEK, begin_of, days_between, midnight


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


@pytest.mark.parametrize(
    ("span", "now", "begin"),
    [
        (WEEK, "2026-11-22T08:00", "2026-11-16"),
        (WEEK, "2026-11-16T00:00", "2026-11-16"),
        (MONTH, "2026-11-22T08:00", "2026-11-01"),
        (TERM, "2026-11-22T08:00", "2026-08-01"),
        (TERM, "2027-01-10T08:00", "2026-08-01"),
        (TERM, "2027-03-10T08:00", "2027-02-01"),
    ],
)
def test_a_span_begins_on_its_first_day(span: str, now: str, begin: str) -> None:
    assert begin_of(span, at(now)) == midnight(date.fromisoformat(begin))


def test_two_days_of_ones_own_hold_both_whichever_was_chosen_first() -> None:
    first, last = date(2026, 9, 1), date(2026, 9, 3)
    assert days_between(first, last) == days_between(last, first) == (at("2026-09-01T00:00"), at("2026-09-04T00:00"))
