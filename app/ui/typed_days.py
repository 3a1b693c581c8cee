"""Days and times of day as people type them, in any usual way."""

import re
from datetime import date

_WHOLE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$|(\d{4})(\d{2})(\d{2})$")
_SHORT = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")
CLOCK = re.compile(r"\s*[T ,，]?\s*(\d{1,2})\s*[:：点]\s*(\d{0,2})\s*分?$")
#: Full-width digits as an input method leaves them.
_NARROW = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")


def parse_day(text: str, today: date) -> str | None:
    """A day as the file keeps it, from 2026-11-21, 2026年11月21日, 20261121, or 11月21日 of this year; else None."""
    text = text.translate(_NARROW).strip()
    whole, short = _WHOLE.match(text), _SHORT.match(text)
    if whole:
        parts = [int(part) for part in whole.groups() if part]
    elif short:
        parts = [today.year, int(short[1]), int(short[2])]
    else:
        return None
    try:
        return date(*parts).isoformat()
    except ValueError:
        return None


def parse_moment(text: str, today: date) -> str | None:
    """A day and a time of day as the file keeps them, ``YYYY-MM-DDTHH:MM``; else None."""
    clock = CLOCK.search(text.translate(_NARROW))
    if clock is None:
        return None
    day = parse_day(text.translate(_NARROW)[: clock.start()], today)
    hour, minute = int(clock[1]), int(clock[2] or 0)
    return f"{day}T{hour:02}:{minute:02}" if day and hour < 24 and minute < 60 else None
