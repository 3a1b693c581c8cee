"""Somebody is needed now: what is called, and who is known to have heard it. Never a guess.

A receipt that was signed by another person's device is what counts; until one has come, nobody has received anything,
whatever the relay holds. Times are told here, and nowhere else of receipts: of a call for help they matter.
"""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.ids import PersonId, RecordId
from app.store.queries import Listed
from app.workspace.arrivals import ArrivalView, Arrived, arrivals
from app.workspace.desk import Desk


class Gone(enum.Enum):
    """How far the newest words of a call have gone: what is known, without anybody's receipt."""

    DRAFT = "draft"  # nobody else is to have it
    HERE = "here"  # it has not left this computer
    LEFT = "left"  # it is on a relay or a stick


@dataclass(frozen=True)
class HeardView:
    """One person to whom a call goes; ``since``: when word came of it (0: none has)."""

    name: str
    state: Arrived
    since: int = 0


@dataclass(frozen=True)
class CallView:
    """A record by which somebody is called at once. ``heard`` are the others in its space, of one's own call alone."""

    record: RecordId
    kind_key: str
    title: str
    what: str
    author: str
    mine: bool
    space_name: str
    changed: int
    gone: Gone
    heard: tuple[HeardView, ...] = ()


def calls(desk: Desk) -> tuple[CallView, ...]:
    """What calls somebody now, others' calls first: they wait for this person."""
    found = [_call(desk, listed) for listed in desk.store.queries.these(desk.store.calls.open())]
    return tuple(sorted(found, key=lambda call: call.mine))


def note_heard(desk: Desk) -> None:
    """After a visit: keep when word came of each person's having received one's own calls."""
    now = desk.clock.now()
    for listed in desk.store.queries.these(desk.store.calls.open()):
        for one in _others(desk, listed.record) if listed.mine else ():
            if one.state is not Arrived.NOT_YET:
                desk.store.calls.note_heard(listed.record, PersonId(bytes.fromhex(one.person)), now)


def _others(desk: Desk, record: RecordId) -> Sequence[ArrivalView]:
    found = arrivals(desk, record)
    return found.people if found is not None else ()


def _call(desk: Desk, listed: Listed) -> CallView:
    space = desk.space(listed.space)
    declared = desk.kind(listed.kind).urgent
    what = listed.values.get(declared.what) if declared is not None else None
    heard = tuple(_heard(desk, listed)) if listed.mine else ()
    return CallView(
        record=listed.record,
        kind_key=listed.kind,
        title=listed.title,
        what=str(what or ""),
        author=desk.name_of(listed.space, listed.author),
        mine=listed.mine,
        space_name=space.name,
        changed=listed.changed,
        gone=Gone.DRAFT if space.private else Gone.HERE if listed.waiting else Gone.LEFT,
        heard=heard,
    )


def _heard(desk: Desk, listed: Listed) -> Iterator[HeardView]:
    known = {
        Arrived.READ: desk.store.receipts.readers(listed.record),
        Arrived.RECEIVED: desk.store.calls.heard(listed.record),
        Arrived.NOT_YET: {},
    }
    for one in _others(desk, listed.record):
        yield HeardView(one.name, one.state, known[one.state].get(PersonId(bytes.fromhex(one.person)), 0))
