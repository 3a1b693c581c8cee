"""The circle: colleagues of whom any two can help a person back, and what they do when they are asked.

Each holds one share of her root secret, sealed for him alone, in a space that both are in. When somebody leaves,
those who stay are given new shares; an old one in honest hands answers no more.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.errors import AccessError
from app.ids import PersonId, RecordId, SpaceId
from app.protocol.membership import Member
from app.spaces.recovery import CIRCLE_BYTES, Colleague, Request, answer, open_share, question, share_out
from app.store.queries import Listed
from app.sync.wanting import CIRCLE, want_keys
from app.workspace import editing
from app.workspace.desk import Desk
from app.workspace.notes import NOTE, SHARE, keep, kept, places_of, sealed_in, write_note

_CIRCLE = "recovery circle"
LEAST_COLLEAGUES, MOST_COLLEAGUES = 2, 16


@dataclass(frozen=True)
class ColleagueView:
    """Somebody who can be chosen. ``holds``: a share of the present circle was given to him; ``sent``: it has left."""

    person: str
    name: str
    chosen: bool
    holds: bool
    sent: bool


@dataclass(frozen=True)
class CircleView:
    """The colleagues of all her spaces. ``state``: none, waits (for the next visit), stands, or too_few."""

    colleagues: tuple[ColleagueView, ...]
    state: str


@dataclass(frozen=True)
class HelpView:
    """Somebody's request, opened by a colleague: the name in it, the digits to read out, and whom he could help."""

    name: str
    request: str
    asked: str
    holders: tuple[tuple[str, str], ...]


class _Circle(msgspec.Struct):
    """``given``: who holds a share, as [space, record], hexadecimal; ``due``: it is still to be shared out."""

    chosen: list[str] = []
    given: dict[str, tuple[str, str]] = {}
    due: bool = False


def circle(desk: Desk) -> CircleView:
    """Whom she could choose, whom she has chosen, and whether it stands."""
    now, found = _circle(desk), _colleagues(desk)
    names = {person: desk.names(spaces[0]).get(person, "") for person, spaces in found.items()}
    views = []
    for person, name in sorted(names.items(), key=lambda item: (item[1], item[0])):
        given = now.given.get(person.hex())
        sent = given is not None and not desk.store.outbox.waits(RecordId(given[1]))
        views.append(ColleagueView(person.hex(), name, person.hex() in now.chosen, given is not None, sent))
    return CircleView(tuple(views), _state(now, [view for view in views if view.chosen]))


def choose_circle(desk: Desk, persons: Sequence[str]) -> CircleView:
    """Choose the colleagues, any two of whom can help her back; in place of those chosen before.

    What was given before is taken back as far as it can be: who still has it can answer no more. None at all ends the
    circle. Raises AccessError("recovery.no_circle") for one alone, too many, or somebody with whom she shares no space.
    """
    known = {person.hex() for person in _colleagues(desk)}
    chosen = list(dict.fromkeys(persons))
    if not set(chosen) <= known or (chosen and not LEAST_COLLEAGUES <= len(chosen) <= MOST_COLLEAGUES):
        raise AccessError("recovery.no_circle", f"{len(chosen)} colleagues")
    with desk.store.transaction():
        now = _circle(desk)
        now.chosen, now.due = chosen, True
        _share(desk, now)
    return circle(desk)


def renew(desk: Desk) -> None:
    """Share out anew if somebody of the circle has left, or if a key that it needed has come."""
    now = _circle(desk)
    if not now.chosen and not now.due:
        return
    found = {person.hex(): spaces for person, spaces in _colleagues(desk).items()}
    left = [person for person in now.chosen if person not in found]
    moved = [person for person, (space, _) in now.given.items() if bytes.fromhex(space) not in found.get(person, [])]
    if left or moved or now.due:
        with desk.store.transaction():
            now.chosen = [person for person in now.chosen if person in found]
            now.due = True
            _share(desk, now)


def _share(desk: Desk, now: _Circle) -> None:
    """Take back what was given, and give new shares if all keys are here; else ask for those."""
    found = _colleagues(desk)
    by_space: dict[SpaceId, list[bytes]] = {}
    ready: dict[PersonId, Colleague] = {}
    spaces: dict[PersonId, SpaceId] = {}
    places = {place.space: place for place in places_of(desk)}
    for person in map(PersonId, map(bytes.fromhex, now.chosen)):
        space = spaces[person] = found[person][0]
        key = _member(desk, space, person).sealing_key_digest
        by_space.setdefault(space, []).append(key)
        public = desk.store.spaces.blob(space, key)
        if public is not None:
            ready[person] = Colleague(public, places[space])
    for space in (row.space for row in desk.store.spaces.all()):
        want_keys(desk.owner, space, by_space.get(space, []), CIRCLE)
    if len(ready) == len(now.chosen):
        for _, record in now.given.values():
            editing.set_deleted(desk, RecordId(record), True)
        now.given, now.due = {}, False
        if len(ready) >= LEAST_COLLEAGUES:
            _give(desk, now, ready, spaces)
    keep(desk, _CIRCLE, now)


def _give(desk: Desk, now: _Circle, ready: dict[PersonId, Colleague], spaces: dict[PersonId, SpaceId]) -> None:
    made, sealed = share_out(desk.root(), desk.person, ready, desk.chance)
    for person, share in sealed.items():
        record = write_note(desk, spaces[person], SHARE, person, made + share)
        now.given[person.hex()] = (spaces[person].hex(), record)


def _state(now: _Circle, chosen: list[ColleagueView]) -> str:
    if not now.chosen:
        return "none"
    if now.due:
        return "waits"
    return "stands" if len([view for view in chosen if view.holds]) >= LEAST_COLLEAGUES else "too_few"


def open_request(desk: Desk, text: str) -> HelpView:
    """Read a request for help; each time with new digits to read out.

    Raises AccessError("recovery.request_damaged").
    """
    request = Request.parse(text)
    holders = {giver: desk.names(listed.space).get(giver, "") for listed, giver, _ in _held(desk)}
    views = tuple((giver.hex(), name) for giver, name in sorted(holders.items(), key=lambda item: (item[1], item[0])))
    return HelpView(request.name, text, question(desk.chance), views)


def answer_request(desk: Desk, request_text: str, giver: str, asked: str, heard: str) -> str:
    """The answer for somebody whose share this person holds, once the number that she read back is right.

    Raises AccessError: "recovery.wrong_number", "recovery.request_damaged", "recovery.no_share".
    """
    request = Request.parse(request_text)
    digits = "".join(letter for letter in unicodedata.normalize("NFKC", heard) if letter.isdecimal())
    if digits != request.number(asked):
        raise AccessError("recovery.wrong_number", "another number")
    for _, person, sealed in _held(desk):
        if person.hex() == giver:
            try:
                share = open_share(sealed[CIRCLE_BYTES:], desk.owner.person, person, sealed[:CIRCLE_BYTES])
            except AccessError:
                continue
            return answer(request, share, desk.chance)
    raise AccessError("recovery.no_share", "no share of this person")


def _held(desk: Desk) -> list[tuple[Listed, PersonId, bytes]]:
    """The shares that present members gave this person, newest first, by giver, with what is sealed."""
    found = []
    for listed in reversed(desk.store.queries.where(NOTE, sort=SHARE, person=desk.person.hex())):
        giver = desk.author_of(listed.space, listed.author)
        sealed = sealed_in(listed)
        if giver is not None and giver != desk.person and sealed:
            found.append((listed, giver, sealed))
    return found


def _colleagues(desk: Desk) -> dict[PersonId, list[SpaceId]]:
    """Everybody with whom she shares a space, and the spaces, in the order of joining."""
    found: dict[PersonId, list[SpaceId]] = {}
    for row in desk.store.spaces.all():
        state = desk.owner.membership(row.space) if row.active and row.relay is not None else None
        for member in state.active() if state is not None else ():
            if member.person != desk.person:
                found.setdefault(PersonId(member.person), []).append(row.space)
    return found


def _member(desk: Desk, space: SpaceId, person: PersonId) -> Member:
    state = desk.owner.membership(space)
    if state is None:
        raise AccessError("recovery.no_circle", "a space without members")
    return state.members[person]


def _circle(desk: Desk) -> _Circle:
    """The circle as it was now; for somebody who came back, as the shares that she gave still tell it."""
    now: _Circle = kept(desk, _CIRCLE, _Circle)
    if desk.store.identity.get(_CIRCLE) is None:
        for listed in desk.store.queries.where(NOTE, sort=SHARE):
            if listed.mine:
                now.given[str(listed.values.get("person", ""))] = (listed.space.hex(), listed.record)
        now.chosen = list(now.given)
    return now
