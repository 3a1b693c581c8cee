"""Special guidance (重点关注): flags that lie in a space of the named few, and nowhere else.

Whoever is not in that space has no key to it; so his lists, his search and his counts cannot show it, whatever his
program does. Who is in it is written on every flag, as on every record.
"""

from collections.abc import Sequence
from datetime import date

from app.errors import AccessError
from app.ids import RecordId, SpaceId
from app.records.audience import WRITERS
from app.records.edits import SetValue
from app.records.purposes import ATTENTION
from app.store.queries import NO_LIMIT
from app.sync.purpose import purpose_of
from app.workspace import editing, gathering
from app.workspace.desk import Desk
from app.workspace.pupils import FLAG, pupil
from app.workspace.views import Changes


def attention_space(desk: Desk) -> SpaceId | None:
    """The space of special guidance that this person may write in; of several the first she joined."""
    for row in desk.store.spaces.all():
        if row.active and purpose_of(desk.store, row.space) == ATTENTION and desk.owner.role_in(row.space) in WRITERS:
            return row.space
    return None


def found_attention(desk: Desk, home: SpaceId, name: str, persons: Sequence[str]) -> SpaceId:
    """Found the space of special guidance with these few members of ``home`` (hexadecimal ids), and ask them in.

    Raises AccessError as gathering people does.
    """
    return gathering.gather(desk, name, ATTENTION, persons, home, "writer")


def flag(desk: Desk, record: RecordId) -> RecordId:
    """The flag of a pupil, begun today if there is none. Raises AccessError without a space of special guidance."""
    standing = flag_of(desk, record)
    if standing is not None:
        return standing
    space = attention_space(desk)
    if space is None:
        raise AccessError("access.no_right", "no space of special guidance")
    today = date.fromtimestamp(desk.clock.now()).isoformat()
    return editing.create(desk, FLAG, {"name": pupil(desk, record).name, "pupil": record, "since": today}, space)


def flag_of(desk: Desk, record: RecordId) -> RecordId | None:
    """The flag of a pupil that stands today, if this person can read one."""
    flags = desk.store.queries.list_records(FLAG, equals={"pupil": record, "until": None}, limit=NO_LIMIT)
    return flags[0].record if flags else None


def unflag(desk: Desk, record: RecordId) -> Changes:
    """Let the flag of a pupil end today; what was written stays with the few."""
    standing = flag_of(desk, record)
    if standing is None:
        return Changes()
    today = date.fromtimestamp(desk.clock.now()).isoformat()
    return editing.edit(desk, standing, [SetValue("until", today)]).changes
