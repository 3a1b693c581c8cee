"""Question boxes, from the side of a school's leadership: opened, kept supplied with tickets, read and answered.

A box is a space of its own whose tickets lie openly in the school's space. What is put in is sealed for each keeper of
the school's space: whoever else has come in by a ticket sees that something is there, and cannot read it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from app.crypto.keys import TicketKeys
from app.crypto.purposes import BOX_CONTEXT
from app.errors import AccessError
from app.ids import PersonId, RecordId, SpaceId
from app.protocol.membership import Membership, Role
from app.records.audience import KEEPER
from app.records.edits import AddRow, Edit, RemoveRow, WriteProse, new_row_id
from app.records.purposes import BOX, SCHOOL
from app.records.values import rows_in
from app.spaces.parcel import open_parcel
from app.spaces.ticket import Ticket
from app.store.queries import Listed
from app.sync.purpose import purpose_of
from app.sync.wanting import BOXES, want_keys
from app.workspace import editing
from app.workspace.desk import Desk
from app.workspace.gathering import DAYS, gather, invite, is_asked
from app.workspace.keeping import remove_member
from app.workspace.notes import NOTE, sealed_in
from app.workspace.people import make_ticket
from app.workspace.syncing import relay_time
from app.workspace.views import Changes

KIND = "question_box"
#: What a note in a box is for.
PUT_IN = "question"
#: With fewer free tickets than the first, so many are made that there are the second.
LEAST_FREE, FREE = 4, 8
#: A box in which so many people are or were takes no more: the log of a space has an end.
_MOST_PEOPLE = 200


class Put(msgspec.Struct):
    """What is sealed: by ``number`` its author finds the answer; it is chosen by chance and says nothing else."""

    number: str
    text: str
    urgent: bool = False


@dataclass(frozen=True)
class BoxView:
    """A box and the school's space in which its tickets lie. ``free`` tickets as far as is known here."""

    record: RecordId
    box: SpaceId
    school: SpaceId
    school_name: str
    tickets: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A question out of a box; ``asked`` is when it was put in, unix seconds."""

    put: Put
    school: SpaceId
    asked: int


def boxes(desk: Desk) -> list[BoxView]:
    """The boxes of the schools whose space this person is in, the newest first."""
    found = []
    for listed in reversed(desk.store.queries.where(KIND)):
        row = desk.space(listed.space)
        try:
            box = SpaceId(bytes.fromhex(str(listed.values.get("box", ""))))
        except ValueError:
            continue
        if row.active and purpose_of(desk.store, listed.space) == SCHOOL:
            tickets = tuple(str(one["ticket"]) for one in rows_in(listed.values.get("tickets")) if one.get("ticket"))
            found.append(BoxView(listed.record, box, listed.space, row.name, tickets))
    return found


def keepers(desk: Desk, school: SpaceId) -> list[tuple[PersonId, bytes]]:
    """The leadership: the keepers of a school's space, with the digests of their public keys."""
    state = desk.owner.membership(school)
    active = state.active() if state is not None else ()
    return [(PersonId(one.person), one.sealing_key_digest) for one in active if one.role is Role.KEEPER]


def may_open(desk: Desk) -> list[SpaceId]:
    """The schools' spaces that this person keeps and in which no box is open."""
    open_in = {view.school for view in boxes(desk) if not _is_full(desk.owner.membership(view.box))}
    return [
        row.space
        for row in desk.store.spaces.all()
        if row.active and not row.private and row.space not in open_in
        and desk.owner.role_in(row.space) == KEEPER and purpose_of(desk.store, row.space) == SCHOOL
    ]  # fmt: skip


def open_box(desk: Desk, school: SpaceId, name: str) -> SpaceId:
    """Open a box for a school that one keeps: its other keepers are invited, and tickets are laid out.

    Raises AccessError as ``gather`` does, and without the right.
    """
    if desk.owner.role_in(school) != KEEPER or purpose_of(desk.store, school) != SCHOOL:
        raise AccessError("access.no_right", "only a keeper of the school opens a box")
    others = [person.hex() for person, _ in keepers(desk, school) if person != desk.person]
    with desk.store.transaction():
        box = gather(desk, name, BOX, others, school, KEEPER)
        editing.create(desk, KIND, {"box": box.hex()}, school)
        tend_boxes(desk)
    return box


def tend_boxes(desk: Desk) -> bool:
    """Lay out tickets where few are left, and ask for the keys for which questions are sealed. True if something is to
    leave. Raises StoreError."""
    views = boxes(desk)
    changes = Changes()
    for view in views:
        wanted = [digest for person, digest in keepers(desk, view.school) if person != desk.person]
        want_keys(desk.owner, view.school, wanted, BOXES)
        state = desk.owner.membership(view.box)
        may = desk.owner.role_in(view.box) == KEEPER and desk.owner.role_in(view.school) == KEEPER
        if may and state is not None:
            changes |= _follow(desk, view, state) | _lay_out(desk, view, state)
    return changes.sync


def _follow(desk: Desk, view: BoxView, state: Membership) -> Changes:
    """Let those keep a box who keep the school: who has become one is asked in, who is one no more goes, for an asker
    whose laptop has not heard of it yet would seal her question for him too."""
    here = {PersonId(person) for person, _ in keepers(desk, view.school)}
    kept = {PersonId(one.person) for one in state.active() if one.role is Role.KEEPER}
    changes = Changes()
    for person in sorted(kept - here):
        remove_member(desk, view.box, person.hex())
        changes |= Changes(spaces=True, sync=True)
    missing = [person.hex() for person in sorted(here - {PersonId(one.person) for one in state.active()})]
    if missing and not is_asked(desk, view.box, missing):
        changes |= invite(desk, view.box, missing, view.school, KEEPER)
    return changes


def _lay_out(desk: Desk, view: BoxView, state: Membership) -> Changes:
    """Take away the tickets that were used or have ended, and make new ones. What lies there of other keepers stays."""
    now, edits = relay_time(desk), []
    free = 0
    opened = desk.open(view.record)
    for row in rows_in(opened.record.values().get("tickets")):
        if _is_free(str(row.get("ticket", "")), state, now):
            free += 1
        else:
            edits.append(RemoveRow("tickets", str(row["id"])))
    made: list[Edit] = [*edits]
    if free < LEAST_FREE and not _is_full(state):
        for _ in range(FREE - free):
            row_id = new_row_id(desk.chance)
            ticket = make_ticket(desk, view.box, Role.READER, DAYS).text
            made += [AddRow("tickets", row_id=row_id), WriteProse(f"tickets/{row_id}/ticket", ticket)]
    if not made:
        return Changes()
    return editing.save_change(desk, opened, lambda record: record.apply(made))


def _is_free(text: str, state: Membership, now: int) -> bool:
    try:
        ticket = Ticket.parse(text)
    except AccessError:
        return False
    return ticket.ends > now and TicketKeys.from_seed(ticket.seed).id not in state.spent


def _is_full(state: Membership | None) -> bool:
    return state is not None and len(state.members) >= _MOST_PEOPLE


def put_in(desk: Desk) -> list[Found]:
    """The questions in the boxes that this person may read, oldest first; each once, whoever it was sealed for."""
    schools = {view.box: view.school for view in boxes(desk)}
    found: dict[str, Found] = {}
    for listed, school in _notes(desk, schools):
        try:
            data = open_parcel(sealed_in(listed), desk.owner.person.sealing, box_context(listed.space, desk.person))
            put = msgspec.msgpack.decode(data, type=Put)
        except (AccessError, msgspec.MsgspecError):
            continue  # another's, or damaged
        found.setdefault(put.number, Found(put, school, listed.created))
    return list(found.values())


def _notes(desk: Desk, schools: dict[SpaceId, SpaceId]) -> Iterator[tuple[Listed, SpaceId]]:
    for listed in desk.store.queries.where(NOTE, sort=PUT_IN, person=desk.person.hex()):
        if listed.space in schools:
            yield listed, schools[listed.space]


def box_context(box: bytes, keeper: bytes) -> bytes:
    """To what a question is bound: the box in which it lies, and who may read it."""
    return BOX_CONTEXT + b"\0" + box + keeper
