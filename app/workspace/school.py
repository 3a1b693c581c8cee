"""What a person's school has set for itself: its numbers, out of the ``school`` record that she can read."""

from collections.abc import Mapping

from app.ids import SpaceId
from app.records.numbers import DEFAULTS, numbers_in
from app.store.queries import Listed
from app.store.store import Store

SCHOOL = "school"
#: Schools of one person that are looked at: a mentor has pairs in a handful.
_SCHOOLS = 40


def school_record(store: Store, space: SpaceId | None = None) -> Listed | None:
    """The newest school record that this person can read: the one in ``space`` before others, a shared one before her
    own draft."""
    found = store.queries.list_records(SCHOOL, limit=_SCHOOLS)
    private = {row.space for row in store.spaces.all() if row.private}
    found.sort(key=lambda one: (one.space != space, one.space in private))
    return found[0] if found else None


def school_numbers(store: Store, space: SpaceId | None = None) -> Mapping[str, int]:
    """The school's numbers; the public defaults where nothing else was set."""
    record = school_record(store, space)
    return DEFAULTS if record is None else numbers_in(record.values)


def school_grades(store: Store, space: SpaceId | None = None) -> frozenset[str]:
    """The grades in which pupils have mentors, by their codes; empty for all grades."""
    record = school_record(store, space)
    value = record.values.get("grades") if record is not None else None
    return frozenset(str(grade) for grade in value) if isinstance(value, list) else frozenset()
