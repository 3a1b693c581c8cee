"""Questions without a name, from the side of whoever asks: kept here until a throw-away person has put them into a box.

The throw-away person has keys of its own in a store of its own, which is made at a visit, joins the box with one of the
tickets that lie open for everybody, leaves the sealed question and is forgotten with its keys. Until then the question
is in the asker's own encrypted file. A cut at any moment is gone on from: the throw-away's file stays until the relay
has everything, and the question is put in once.
"""

import shutil
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from app.clock import Clock
from app.crypto.signing import digest
from app.errors import AccessError, Known, LinkError, RecordError, StoreError
from app.ids import PersonId, SpaceId
from app.records.registry import Registry
from app.spaces.parcel import seal_for
from app.spaces.ticket import Ticket
from app.store.store import Store
from app.sync.engine import OpenLink, directly, never, no_progress
from app.sync.stages import Do
from app.workspace import people, syncing
from app.workspace.boxes import PUT_IN, BoxView, Put, box_context, boxes, keepers
from app.workspace.desk import Desk, begin
from app.workspace.notes import NOTE, keep, kept, write_note
from app.workspace.views import Changes

_WAITING, _TICKET = "unsigned questions", "ticket in use"
#: Bytes of UTF-8 that a parcel holds beside its frame.
MOST = 6_000
_KEY_BYTES, _NUMBER_BYTES = 32, 9
_DAY = 86_400
#: Every throw-away person has the same name.
_NOBODY = "…"
_FOLDER, _STORE = "aside-", "store.db"
_FOREVER = frozenset({"ticket.used", "ticket.withdrawn", "ticket.expired", "ticket.damaged", "ticket.own"})


class _Mine(msgspec.Struct):
    """``key`` opens the throw-away's store, and is empty once everything has left."""

    number: str
    school: str
    text: str
    urgent: bool
    asked: int
    key: str
    left: int = 0


class _All(msgspec.Struct):
    questions: list[_Mine] = []


@dataclass(frozen=True)
class UnsignedView:
    """A question of hers without a name. ``left``: when it was put into the box, 0 while it waits here."""

    number: str
    text: str
    urgent: bool
    school: SpaceId
    school_name: str
    asked: int
    left: int


@dataclass(frozen=True)
class _Due:
    """All that a throw-away person is told; nothing of it says whose question it carries."""

    number: str
    key: bytes
    box: SpaceId
    tickets: tuple[str, ...]
    notes: tuple[tuple[PersonId, bytes], ...]


class _Days:
    """A clock that tells the day and no more: the second in which something was put in would point to whose laptop was
    on its visit then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> int:
        """The beginning of the day (UTC), unix seconds."""
        return self._clock.now() // _DAY * _DAY

    def monotonic(self) -> float:
        """Seconds that go by, for waits."""
        return self._clock.monotonic()


def open_boxes(desk: Desk) -> list[BoxView]:
    """The boxes into which this person may put a question: in a school of too few people she would be guessed."""
    found: list[BoxView] = []
    for view in boxes(desk):
        state = desk.owner.membership(view.school)
        others = len(state.active()) - len(keepers(desk, view.school)) if state is not None else 0
        if others >= desk.situation().numbers["smallest_group"] and view.school not in {one.school for one in found}:
            found.append(view)
    return found


def ask_unsigned(desk: Desk, school: SpaceId, text: str, urgent: bool = False) -> Changes:
    """Keep a question for a school's box until the next visit.

    Raises AccessError("access.no_box"), RecordError for no words or too many.
    """
    words = text.strip()
    if not words:
        raise RecordError("record.bad_value", "no question")
    if len(words.encode()) > MOST:
        raise RecordError("record.text_too_long", f"{len(words)} characters", length=len(words), limit=MOST // 3)
    if school not in {view.school for view in open_boxes(desk)}:
        raise AccessError("access.no_box", "no box")
    now = kept(desk, _WAITING, _All)
    number, key = (desk.chance(count).hex() for count in (_NUMBER_BYTES, _KEY_BYTES))
    now.questions.append(_Mine(number, school.hex(), words, urgent, desk.clock.now(), key))
    keep(desk, _WAITING, now)
    return Changes(sync=True)


def unsigned(desk: Desk) -> list[UnsignedView]:
    """What this person asked without a name; nobody else's file knows of it."""
    found = []
    for one in kept(desk, _WAITING, _All).questions:
        school = SpaceId(bytes.fromhex(one.school))
        row = desk.store.spaces.get(school)
        name = row.name if row is not None else ""
        found.append(UnsignedView(one.number, one.text, one.urgent, school, name, one.asked, one.left))
    return found


def deliver(desk: Desk, open_link: OpenLink, do: Do[Any]) -> int:
    """Put what waits into its box; gives how many questions have left. What could not be put in waits on."""
    left = 0
    for due in do(lambda: _due(desk)):
        # Named by what is seen nowhere else: this disk must not tell the number of an answer.
        folder = desk.store.path.parent / (_FOLDER + digest(due.key)[:8].hex())
        try:
            done = _put_in(desk, due, folder, open_link)
        except LinkError:
            break
        except Known:
            continue  # a full disk, or a relay that refuses: it waits
        if done:
            do(partial(_forget, desk, due.number))
            shutil.rmtree(folder, ignore_errors=True)
            left += 1
    return left


def _due(desk: Desk) -> list[_Due]:
    open_in = {view.school: view for view in boxes(desk)}
    found = []
    for one in kept(desk, _WAITING, _All).questions:
        view = open_in.get(SpaceId(bytes.fromhex(one.school)))
        if one.left or view is None:
            continue
        put = msgspec.msgpack.encode(Put(one.number, one.text, one.urgent))
        notes = []
        for person, named in keepers(desk, view.school):
            public = desk.store.spaces.blob(view.school, named)
            if public is not None:
                notes.append((person, seal_for(public, put, box_context(view.box, person), desk.chance)))
        if notes:
            tickets = sorted(_usable(desk, view), key=lambda _ticket: desk.chance(8))  # its place would tell of her
            found.append(_Due(one.number, bytes.fromhex(one.key), view.box, tuple(tickets), tuple(notes)))
    return found


def _usable(desk: Desk, view: BoxView) -> list[str]:
    """The tickets that lead into a box, each by the address at which this person knows the school's relay: any other,
    which whoever laid the ticket out could have chosen, would hear from which network a question comes."""
    pin = desk.space(view.school).relay
    relay = next((known for known in desk.store.spaces.relays() if known.relay == pin), None)
    found = []
    for text in view.tickets if relay is not None else ():
        try:
            ticket = Ticket.parse(text)
        except AccessError:
            continue
        if relay is not None and (ticket.space, ticket.relay_pin) == (view.box, relay.relay):
            found.append(replace(ticket, relay_url=relay.url).encode())
    return found


def _put_in(desk: Desk, due: _Due, folder: Path, open_link: OpenLink) -> bool:
    """One try: join, leave the question, and see that the relay has it. Raises Known."""
    throw_away = _somebody(desk, due, folder)
    try:
        if not _join(throw_away, due, open_link):
            return False
        queries = throw_away.store.queries
        if not queries.where(NOTE, sort=PUT_IN):
            with throw_away.store.transaction():
                for person, sealed in due.notes:
                    write_note(throw_away, due.box, PUT_IN, person, sealed)
        syncing.visit_all(throw_away, open_link, directly, no_progress, never)
        return not any(throw_away.store.outbox.waits(one.record) for one in queries.where(NOTE, sort=PUT_IN))
    finally:
        throw_away.store.close()


def _somebody(desk: Desk, due: _Due, folder: Path) -> Desk:
    """The throw-away person: the one that was begun before a cut, or a new one."""
    path, registry, clock = folder / _STORE, Registry(desk.registry), _Days(desk.clock)
    if path.exists():
        try:
            return Desk(Store.open(path, due.key, registry), registry, clock, desk.chance)
        except StoreError:
            shutil.rmtree(folder, ignore_errors=True)  # cut while it was made: nobody has heard of it
    store = Store.create(path, due.key, registry)
    begin(store, _NOBODY, desk.chance(_KEY_BYTES), clock, desk.chance)
    return Desk(store, registry, clock, desk.chance)


def _join(throw_away: Desk, due: _Due, open_link: OpenLink) -> bool:
    """Become a member of the box; the ticket that was tried before a cut comes first, for it may have worked."""
    row, identity = throw_away.store.spaces.get(due.box), throw_away.store.identity
    if row is not None and row.active:
        return True
    before = identity.text(_TICKET)
    for ticket in dict.fromkeys((*((before,) if before else ()), *due.tickets)):
        identity.set_text(_TICKET, ticket)
        try:
            people.join(throw_away, ticket, open_link, directly)
        except AccessError as error:
            if error.code not in _FOREVER:
                raise
            continue  # somebody was before us with this one
        return True
    return False


def _forget(desk: Desk, number: str) -> None:
    """The question has left: the key of the throw-away's store goes, and with it all that could name its author."""
    now = kept(desk, _WAITING, _All)
    for one in now.questions:
        if one.number == number:
            one.left, one.key = desk.clock.now(), ""
    keep(desk, _WAITING, now)
