"""The times to which a search may be narrowed: this week, this month, this term, or days of one's own choice."""

from datetime import date, datetime, time, timedelta

WEEK, MONTH, TERM = "week", "month", "term"
SPANS = (WEEK, MONTH, TERM)

#: The months in which a school's two terms begin: the first holds the new year.
_SPRING, _AUTUMN = 2, 8


def begin_of(span: str, now: int) -> int:
    """The second (unix) in which a span of time that we are in began, by this computer's calendar."""
    today = datetime.fromtimestamp(now).date()
    if span == WEEK:
        first = today - timedelta(days=today.weekday())
    elif span == MONTH:
        first = today.replace(day=1)
    elif today.month >= _AUTUMN:
        first = date(today.year, _AUTUMN, 1)
    elif today.month >= _SPRING:
        first = date(today.year, _SPRING, 1)
    else:
        first = date(today.year - 1, _AUTUMN, 1)
    return midnight(first)


def midnight(day: date) -> int:
    """The second in which a day begins."""
    return int(datetime.combine(day, time()).timestamp())


def days_between(first: date, last: date) -> tuple[int, int]:
    """From the first second of the first day to that behind the last; whichever was chosen first."""
    first, last = min(first, last), max(first, last)
    return midnight(first), midnight(last + timedelta(days=1))
