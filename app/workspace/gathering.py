"""Gathering people without tickets on paper: a space founded from another one, and tickets left in that one.

A ticket goes to a colleague as a note in a space that both are in, sealed for her alone: nobody else there could use
it. Her public key may have to come first, so an invitation may leave with the second request of a visit.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from app.clock import LATEST
from app.crypto.keys import TicketKeys
from app.crypto.purposes import INVITATION_CONTEXT
from app.crypto.signing import digest
from app.errors import AccessError, Bug, LinkError
from app.ids import PersonId, RecordId, SpaceId
from app.protocol.membership import Member, Membership, Role
from app.protocol.relay_card import RelayCard
from app.records.audience import KEEPER
from app.records.people import person_value
from app.records.purposes import MEMBERS, PURPOSE, PURPOSES, SCHOOL
from app.records.values import Row, Value, clean_name
from app.spaces.founding import found
from app.spaces.parcel import open_parcel, seal_for
from app.spaces.ticket import Ticket
from app.store.queries import Listed
from app.store.spaces import RelayRow
from app.sync.joining import join_by_stick
from app.sync.links.stick_files import StickFolder
from app.sync.purpose import purpose_of
from app.sync.roster import refresh_names
from app.sync.tickets import open_ticket
from app.sync.wanting import INVITATIONS, want_keys
from app.workspace import editing
from app.workspace.charters import ensure_charter, set_purpose
from app.workspace.desk import Desk, keep_founded
from app.workspace.keeping import withdraw_ticket
from app.workspace.naming import LONGEST_NAME, checked_name
from app.workspace.notes import FOUNDING, INVITATION, NOTE, keep, kept, sealed_in, write_note
from app.workspace.people import found_space
from app.workspace.syncing import relay_time
from app.workspace.views import Changes

#: Days for which an invitation can be used: a term's holidays may lie between.
DAYS = 60
_DAY = 86_400
_SENT, _DECLINED, _WISHED = "invitations sent", "invitations declined", "invitations wished"
_LINE = "\n"


@dataclass(frozen=True)
class Invitation:
    """Somebody asks this person into a space. ``note`` names it; ``ends`` is by the relay's time, unix seconds. Name
    and purpose are told by whoever asks. ``elsewhere``: the address of a relay that is not that of the space from which
    the invitation came; ``namesake``: this person is in another space of that name already."""

    note: RecordId
    space_name: str
    purpose: str | None
    by: str
    via_name: str
    ends: int
    ended: bool
    elsewhere: str = ""
    namesake: bool = False


class _Sent(msgspec.Struct):
    """One invitation of ours; ids are hexadecimal, ``note`` is empty until it could be sealed."""

    space: str
    person: str
    via: str
    seed: str
    ends: int
    note: str = ""
    role: str = str(Role.WRITER)
    epoch: int = 0


class _All(msgspec.Struct):
    sent: list[_Sent] = []


class _Declined(msgspec.Struct):
    notes: list[str] = []


# The right to found


def may_found(desk: Desk, via: SpaceId) -> bool:
    """Has this person the right to found spaces on the relay of a space?"""
    try:
        _relay_to_found_on(desk, via)
    except AccessError:
        return False
    return True


def lends_founding(desk: Desk, space: SpaceId) -> bool:
    """May the members of a space found spaces of their own on its relay?"""
    return any(True for _ in _lent(desk, space))


def lend_founding(desk: Desk, space: SpaceId, lent: bool = True) -> Changes:
    """Let every member of a space found spaces on its relay, or no newcomer any more.

    Raises AccessError unless this person keeps the space, or without the relay's card.
    """
    if desk.owner.role_in(space) != KEEPER:
        raise AccessError("access.no_right", "only a keeper lends the right to found")
    notes = [listed for listed in _founding_notes(desk, space) if listed.mine]
    if not lent:
        changes = Changes(spaces=True)
        for listed in notes:
            changes |= editing.set_deleted(desk, listed.record, True)
        return changes
    if notes:
        return Changes()
    relay = _relay_to_found_on(desk, space)
    card = RelayCard(relay.url, relay.relay, relay.admission).encode()
    note = write_note(desk, space, FOUNDING, PersonId(space), card.encode("ascii"))
    return Changes(frozenset({note}), spaces=True, sync=True)


def _relay_to_found_on(desk: Desk, via: SpaceId) -> RelayRow:
    """The relay of a space, with a code that lets this person found spaces there: her own, or one that is lent."""
    pin = desk.space(via).relay
    relay = next((known for known in desk.store.spaces.relays() if known.relay == pin), None)
    if relay is None:
        raise AccessError("access.no_right", "a private space lies on no relay")
    if relay.admission:
        return relay
    for row in desk.store.spaces.all():
        for card in _lent(desk, row.space) if row.active and row.relay == pin else ():
            return RelayRow(relay.relay, relay.url, card.admission)
    raise AccessError("access.no_founding", "no admission code")


def _lent(desk: Desk, space: SpaceId) -> Iterator[RelayCard]:
    """The cards that keepers of a space leave for its members; only of the relay on which it lies."""
    state, pin = desk.owner.membership(space), desk.space(space).relay
    for listed in _founding_notes(desk, space):
        author = state.owner_of(listed.author) if state is not None else None
        if author is None or not author.active or author.role is not Role.KEEPER:
            continue
        try:
            card = RelayCard.parse(sealed_in(listed).decode("ascii", "replace"))
        except AccessError:
            continue
        if card.pin == pin and card.admission:
            yield card


def _founding_notes(desk: Desk, space: SpaceId) -> list[Listed]:
    return desk.store.queries.list_records(NOTE, space, equals={"sort": FOUNDING})


# Founding and inviting


def found_for(desk: Desk, name: str, card_text: str, purpose: str) -> SpaceId:
    """Found a space for a purpose on the relay whose card is given. Raises as ``people.found_space`` does."""
    space = found_space(desk, name, card_text)
    set_purpose(desk, space, purpose)
    if purpose == SCHOOL:
        lend_founding(desk, space)
    return space


def gather(desk: Desk, name: str, purpose: str, persons: Sequence[str], via: SpaceId, role: str) -> SpaceId:
    """Found a space for a purpose on the relay of ``via``, and invite members of ``via`` (hexadecimal ids) into it.

    Raises AccessError: "access.no_founding", "access.not_known"; RecordError for a name that is empty or too long.
    Nothing has changed then.
    """
    if purpose not in PURPOSES:
        raise Bug("bug", f"purpose {purpose!r}")
    relay, name = _relay_to_found_on(desk, via), checked_name(name)
    invited = _members_of(desk, via, persons)
    founded = found(name, desk.owner.person, desk.name, desk.owner.device, desk.chance)
    with desk.store.transaction():
        desk.store.spaces.put_relay(relay)
        keep_founded(desk.store, founded, name, relay.relay, desk.clock.now())
        desk.store.spaces.add_blobs(founded.space, {digest(blob): blob for blob in founded.blobs}, sent=False)
        state = desk.owner.membership(founded.space)
        if state is not None:
            refresh_names(desk.owner, state)
        everybody = (desk.person, *(PersonId(member.person) for member in invited))
        rows: list[Row] = [{"person": person_value(person)} for person in everybody]
        begun: dict[str, Value] = {PURPOSE: purpose, MEMBERS: rows}
        ensure_charter(desk, founded.space, begun)
        if purpose == SCHOOL:
            lend_founding(desk, founded.space)
        invite(desk, founded.space, persons, via, role)
    return founded.space


def invite(desk: Desk, space: SpaceId, persons: Sequence[str], via: SpaceId, role: str) -> Changes:
    """Leave members of ``via`` a ticket for a space each; who is in it, or has an open one, is passed over.

    Raises AccessError unless this person keeps the space, and for somebody who is not in ``via``.
    """
    if role not in set(Role):
        raise Bug("bug", f"role {role!r}")
    state, now = desk.owner.membership(space), _all(desk)
    if state is None:
        raise AccessError("access.no_right", "nobody is invited into a private space")
    waiting = {sent.person for sent in now.sent if sent.space == space.hex() and sent.ends > relay_time(desk)}
    asked = [member for member in _members_of(desk, via, persons) if member.person.hex() not in waiting]
    try:
        with desk.store.transaction():
            for member in asked:
                if _present(state, PersonId(member.person)) is None:
                    ends = relay_time(desk) + DAYS * _DAY
                    seed = open_ticket(desk.owner, space, Role(role), ends)
                    ids = (space.hex(), member.person.hex(), via.hex(), seed.hex())
                    now.sent.append(_Sent(*ids, ends, role=role, epoch=state.epoch))
            keep(desk, _SENT, now)
            send_due(desk)
    except BaseException:
        desk.owner.forget_membership(space)
        raise
    return Changes(spaces=True, sync=True)


def is_asked(desk: Desk, space: SpaceId, persons: Collection[str]) -> bool:
    """Has an invitation into a space been made here for each of these people (hexadecimal ids), and is it open?"""
    sent = {one.person for one in _all(desk).sent if one.space == space.hex() and one.ends > relay_time(desk)}
    return sent.issuperset(persons)


def send_due(desk: Desk) -> bool:
    """Seal and leave the invitations whose keys are here, ask for the other keys, and take back what was used.

    True if something is to leave now. Raises StoreError.
    """
    now = _all(desk)
    if not now.sent:
        return False
    wanted: dict[SpaceId, list[bytes]] = {}
    left, wrote = [], False
    with desk.store.transaction():
        for sent in now.sent:
            via, person = SpaceId(bytes.fromhex(sent.via)), PersonId(bytes.fromhex(sent.person))
            member = _present(desk.owner.membership(via), person)
            if _is_over(desk, sent) or (member is None and not sent.note):
                _take_note_back(desk, sent)
                continue
            left.append(sent)
            _open_again(desk, sent)
            if sent.note or member is None:
                continue
            public = desk.store.spaces.blob(via, member.sealing_key_digest)
            if public is None:
                wanted.setdefault(via, []).append(member.sealing_key_digest)
            else:
                sent.note, wrote = _leave(desk, sent, public), True
        for row in desk.store.spaces.all():
            want_keys(desk.owner, row.space, wanted.get(row.space, []), INVITATIONS)
        now.sent = left
        keep(desk, _SENT, now)
    return wrote


def _open_again(desk: Desk, sent: _Sent) -> None:
    """A new epoch, as begins when somebody leaves, closes every ticket: whoever was asked in is asked in anew."""
    space = SpaceId(bytes.fromhex(sent.space))
    state = desk.owner.membership(space)
    if state is None or state.epoch <= sent.epoch or not sent.epoch:
        return
    if TicketKeys.from_seed(bytes.fromhex(sent.seed)).id in state.spent:
        try:
            seed = open_ticket(desk.owner, space, Role(sent.role), sent.ends).hex()
        except AccessError:
            return  # the newest key has not come: at the next occasion
        _take_note_back(desk, sent)
        sent.seed, sent.note = seed, ""
    sent.epoch = state.epoch


def forget(desk: Desk, space: SpaceId, ticket: str) -> None:
    """Somebody withdrew this ticket (hexadecimal id) by hand: nobody is asked in again by it."""
    now = _all(desk)
    taken = [
        sent
        for sent in now.sent
        if sent.space == space.hex() and TicketKeys.from_seed(bytes.fromhex(sent.seed)).id.hex() == ticket
    ]
    if taken:
        for sent in taken:
            _take_note_back(desk, sent)
        now.sent = [sent for sent in now.sent if sent not in taken]
        keep(desk, _SENT, now)


def _leave(desk: Desk, sent: _Sent, public: bytes) -> RecordId:
    space, via, person = (bytes.fromhex(text) for text in (sent.space, sent.via, sent.person))
    row = desk.space(SpaceId(space))
    relay = next(known for known in desk.store.spaces.relays() if known.relay == row.relay)
    ticket = Ticket(relay.url, relay.relay, space, bytes.fromhex(sent.seed), sent.ends, row.name, desk.name)
    purpose = _purpose_of(desk, SpaceId(space))
    told = _LINE.join((purpose, row.name, ticket.encode())).encode("utf-8")
    sealed = seal_for(public, told, _context(via, desk.person, person), desk.chance)
    return write_note(desk, SpaceId(via), INVITATION, PersonId(person), sealed)


def uninvite(desk: Desk, space: SpaceId, persons: Collection[str]) -> Changes:
    """Take back what was left for these people (hexadecimal ids) and not used yet: the ticket opens nothing any more.

    Raises AccessError unless this person keeps the space.
    """
    now = _all(desk)
    taken = [sent for sent in now.sent if sent.space == space.hex() and sent.person in persons]
    if not taken:
        return Changes()
    with desk.store.transaction():
        for sent in taken:
            ticket = TicketKeys.from_seed(bytes.fromhex(sent.seed)).id
            state = desk.owner.membership(space)
            if state is not None and ticket in state.invites:
                withdraw_ticket(desk, space, ticket.hex())
            _take_note_back(desk, sent)
        now.sent = [sent for sent in now.sent if sent not in taken]
        keep(desk, _SENT, now)
    return Changes(spaces=True, sync=True)


def _is_over(desk: Desk, sent: _Sent) -> bool:
    """Has she come, has the ticket ended, or can this person invite no more?"""
    space = SpaceId(bytes.fromhex(sent.space))
    row = desk.store.spaces.get(space)
    if row is None or not row.active or sent.ends < relay_time(desk) or desk.owner.role_in(space) != KEEPER:
        return True
    return _present(desk.owner.membership(space), PersonId(bytes.fromhex(sent.person))) is not None


def _take_note_back(desk: Desk, sent: _Sent) -> None:
    via = desk.store.spaces.get(SpaceId(bytes.fromhex(sent.via)))
    if sent.note and via is not None and via.active and desk.owner.role_in(via.space):
        editing.set_deleted(desk, RecordId(sent.note), True)


# Being invited


def invitations(desk: Desk) -> list[Invitation]:
    """To which spaces colleagues have asked this person, the newest first; without those she has said no to."""
    declined = set(kept(desk, _DECLINED, _Declined).notes)
    found, names = [], {row.name for row in desk.store.spaces.all() if row.active and not row.private}
    for listed, (purpose, told, ticket) in _received(desk):
        row = desk.store.spaces.get(SpaceId(ticket.space))
        if listed.record in declined or (row is not None and row.active):
            continue
        via, name = desk.space(listed.space), clean_name(told)[:LONGEST_NAME]
        found.append(
            Invitation(
                note=listed.record,
                space_name=name,
                purpose=purpose if purpose in PURPOSES else None,
                by=desk.name_of(listed.space, listed.author),
                via_name=via.name,
                ends=min(ticket.ends, LATEST),
                ended=relay_time(desk) > ticket.ends,
                elsewhere="" if ticket.relay_pin == via.relay else ticket.relay_url.removeprefix("https://"),
                namesake=name in names,
            )
        )
    return found


def ticket_of(desk: Desk, note: RecordId) -> str:
    """The ticket in an invitation, by the address at which this person knows the relay, if she does: whoever invites
    leads none of her other visits elsewhere. Raises AccessError("ticket.withdrawn") for one that was taken back."""
    for listed, (_, _, ticket) in _received(desk):
        if listed.record == note:
            known = (relay.url for relay in desk.store.spaces.relays() if relay.relay == ticket.relay_pin)
            return replace(ticket, relay_url=next(known, ticket.relay_url)).encode()
    raise AccessError("ticket.withdrawn", "the note is gone")


def wish_to_join(desk: Desk, note: RecordId) -> None:
    """She has said yes and no network was there: a stick that brings the space's log lets her in. Raises StoreError."""
    wished = kept(desk, _WISHED, _Declined)
    wished.notes = list(dict.fromkeys([*wished.notes, note]))
    keep(desk, _WISHED, wished)


def join_wished(desk: Desk, folder: StickFolder) -> bool:
    """Join what she has said yes to, where the stick has the log; True if a space has come. Raises StoreError."""
    wished, came = kept(desk, _WISHED, _Declined), False
    if not wished.notes:
        return False
    open_ones = {invitation.note for invitation in invitations(desk)}
    left = [note for note in wished.notes if note in open_ones]
    for note in list(left):
        try:
            join_by_stick(desk.owner, Ticket.parse(ticket_of(desk, RecordId(note))), desk.name, folder)
        except (AccessError, LinkError):
            continue  # it has not come yet, or comes another way
        left.remove(note)
        came = True
    keep(desk, _WISHED, _Declined(left))
    return came


def decline(desk: Desk, note: RecordId) -> Changes:
    """Show an invitation no more; nobody is told. The ticket ends by itself."""
    declined = kept(desk, _DECLINED, _Declined)
    declined.notes = list(dict.fromkeys([*declined.notes, note]))
    keep(desk, _DECLINED, declined)
    return Changes(spaces=True)


def _received(desk: Desk) -> Iterator[tuple[Listed, tuple[str, str, Ticket]]]:
    for listed in reversed(desk.store.queries.where(NOTE, sort=INVITATION, person=desk.person.hex())):
        giver = desk.author_of(listed.space, listed.author)
        state = desk.owner.membership(listed.space)
        if giver is None or giver == desk.person or _present(state, giver) is None:
            continue
        try:
            told = open_parcel(
                sealed_in(listed), desk.owner.person.sealing, _context(listed.space, giver, desk.person)
            ).decode("utf-8")
            purpose, name, text = told.split(_LINE)
            yield listed, (purpose, name, Ticket.parse(text))
        except (AccessError, ValueError):
            continue  # damaged, or of a newer program: there is nothing to click


def _members_of(desk: Desk, via: SpaceId, persons: Sequence[str]) -> list[Member]:
    state, found = desk.owner.membership(via), []
    for person in dict.fromkeys(persons):
        member = _present(state, PersonId(bytes.fromhex(person)))
        if member is None:
            raise AccessError("access.not_known", "not in the space")
        if member.person != desk.person:
            found.append(member)
    return found


def _present(state: Membership | None, person: PersonId) -> Member | None:
    member = state.members.get(person) if state is not None else None
    return member if member is not None and member.active else None


def _purpose_of(desk: Desk, space: SpaceId) -> str:
    return purpose_of(desk.store, space) or ""


def _all(desk: Desk) -> _All:
    return kept(desk, _SENT, _All)


def _context(via: bytes, giver: bytes, receiver: bytes) -> bytes:
    return INVITATION_CONTEXT + b"\0" + via + giver + receiver
