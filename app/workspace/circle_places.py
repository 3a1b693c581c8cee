"""Where a record about a pupil may go: into the circle of that pupil's own people, and into no other child's.

A class teacher has a circle with each of her colleagues. The purpose of a space says that a home visit may lie there;
whose home it was says which of them is meant.
"""

from collections.abc import Sequence

from app.errors import AccessError, RecordError
from app.ids import RecordId, SpaceId
from app.records.fields import Link
from app.records.kind import Kind
from app.records.purposes import CARE
from app.records.record import Record
from app.workspace.care_circles import circle_for, circles
from app.workspace.desk import Desk
from app.workspace.pupil_views import PupilView
from app.workspace.pupils import PUPIL, pupil

OTHER_CIRCLE = "access.other_circle"


def own_circles(desk: Desk, records: Sequence[RecordId]) -> frozenset[SpaceId] | None:
    """The circles into which these records may go, all of them; None where none of them is about a pupil whose card is
    here, so that this says nothing."""
    found = [one for record in records if (one := _about(desk, record)) is not None]
    if not found:
        return None
    known = circles(desk, CARE)
    fitting = {circle_for(known, one) for one in found}
    return frozenset(space for space in fitting if space is not None) if len(fitting) == 1 else frozenset()


def check_circle(desk: Desk, record: RecordId, space: SpaceId) -> None:
    """Raises AccessError("access.other_circle") where a record about a pupil would go to other people than hers."""
    own = own_circles(desk, [record])
    if own is not None and space not in own:
        raise AccessError(OTHER_CIRCLE, "not this pupil's circle")


def check_written(desk: Desk, record: Record, space: SpaceId, before: str = "") -> None:
    """Raises AccessError("access.other_circle") where a record that lies in a circle says from now on that it is about
    a pupil of other people; ``before`` is the pupil of whom it said so until now, empty for a new one."""
    one = pupil_of(record)
    view = _view(desk, one) if one and one != before and space != desk.private_space else None
    if view is not None and space != circle_for(circles(desk, CARE), view):
        raise AccessError(OTHER_CIRCLE, "not this pupil's circle")


def pupil_of(record: Record) -> str:
    """The pupil of whom a record for circles alone says that it is about her; empty for any other record."""
    key = _pupil_link(record.kind) if record.kind is not None else None
    value = record.value(key) if key is not None else None
    return value if isinstance(value, str) else ""


def _about(desk: Desk, record: RecordId) -> PupilView | None:
    one = pupil_of(desk.open(record).record)
    return _view(desk, one) if one else None


def _view(desk: Desk, value: str) -> PupilView | None:
    try:
        return pupil(desk, RecordId(value))
    except RecordError:
        return None  # her card is not here: a visitor from elsewhere, or one that was deleted


def _pupil_link(kind: Kind) -> str | None:
    """The link to a pupil of a kind that belongs into circles alone."""
    if kind.places != {CARE}:
        return None
    links = (one for one in kind.fields() if isinstance(one, Link) and PUPIL in one.kinds)
    return next((one.key for one in links), None)
