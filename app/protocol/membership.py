"""Who is in a space: the rules that each entry of a membership log must meet. members.py holds what they add up to.

The relay and every client run the same ``apply`` on the same entries, so that both refuse the same ones. It is handed
the functions that verify and digest, because this package knows no ciphers.

    entry       may be written by
    Found       anybody; it is the first entry and no other
    Invite      a keeper
    Withdraw    a keeper
    Join        the key of an open ticket, once
    AddDevice   any member, with the new device, which the member's root key has certified
    ChangeRole  a keeper
    Remove      a keeper; any member for himself
    NewEpoch    a keeper
    RenamePerson  any member, himself: the device that signs says whose name it is
    RenameSpace   a keeper
    StrikeDevice  a keeper; any member a device of his own; nobody the one he signs with
    LetIn         any member, with the Join of whoever holds an open ticket and wrote it behind an earlier entry

At least one keeper always remains.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.ids import KEY_ID_BYTES, SPACE_BYTES, DeviceId, PersonId, SpaceId
from app.protocol.entries import (
    AddDevice,
    ChangeRole,
    DeviceCard,
    Entry,
    Found,
    Invite,
    Join,
    LetIn,
    NewEpoch,
    PersonCard,
    Remove,
    RenamePerson,
    RenameSpace,
    Role,
    Signed,
    StrikeDevice,
    Withdraw,
    encode_body,
    parse_entry,
)
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_DEVICES, MAX_ENTRIES, MAX_INVITES, MAX_MEMBERS, MAX_RENAMES
from app.protocol.members import Epoch, Former, Member, Membership, OpenInvite, SealedText, Wrap

__all__ = [
    "CERTIFICATE_SIGNATURE",
    "CONSENT_SIGNATURE",
    "ENTRY_SIGNATURE",
    "AddDevice",
    "ChangeRole",
    "DeviceCard",
    "Entry",
    "Epoch",
    "Former",
    "Found",
    "Invite",
    "Join",
    "LetIn",
    "Member",
    "Membership",
    "NewEpoch",
    "OpenInvite",
    "PersonCard",
    "Remove",
    "RenamePerson",
    "RenameSpace",
    "Role",
    "SealedText",
    "StrikeDevice",
    "Withdraw",
    "Wrap",
    "apply",
    "apply_join",
    "encode_body",
    "parse_entry",
]

#: Purposes of the signatures checked here; crypto/purposes.py has them too, and a test compares.
ENTRY_SIGNATURE = b"tongxing entry 1"
CERTIFICATE_SIGNATURE = b"tongxing device 1"
CONSENT_SIGNATURE = b"tongxing consent 1"

#: (public key, signature, purpose, message) -> is it genuine?
Verify = Callable[[bytes, bytes, bytes, bytes], bool]
#: SHA-256
DigestOf = Callable[[bytes], bytes]

#: Which roles may write an entry by a device; what a member may do to himself stands in the function of the entry.
WRITERS: dict[type[Entry], frozenset[Role]] = {
    Invite: frozenset({Role.KEEPER}),
    Withdraw: frozenset({Role.KEEPER}),
    AddDevice: frozenset(Role),
    ChangeRole: frozenset({Role.KEEPER}),
    Remove: frozenset({Role.KEEPER}),
    NewEpoch: frozenset({Role.KEEPER}),
    RenamePerson: frozenset(Role),
    RenameSpace: frozenset({Role.KEEPER}),
    StrikeDevice: frozenset({Role.KEEPER}),
    LetIn: frozenset(Role),
}

#: The roles from the most to the least that they allow.
RANKS = tuple(Role)


@dataclass(frozen=True, slots=True)
class _Tools:
    verify: Verify
    digest: DigestOf
    now: int | None

    def id_of(self, public: bytes) -> bytes:
        return self.digest(public)[:KEY_ID_BYTES]

    def check_author(self, public: bytes, signed: Signed) -> None:
        if self.id_of(public) != signed.entry.author:
            raise Refusal(Code.ENTRY_SIGNATURE, "author is not the key's id")
        if not self.verify(public, signed.signature, ENTRY_SIGNATURE, signed.body):
            raise Refusal(Code.ENTRY_SIGNATURE, type(signed.entry).__name__)

    def check_device(self, root: bytes, device: DeviceCard) -> DeviceId:
        if not self.verify(root, device.certificate, CERTIFICATE_SIGNATURE, device.public):
            raise Refusal(Code.ENTRY_SIGNATURE, "device without its person's certificate")
        return DeviceId(self.id_of(device.public))


def apply(
    state: Membership | None, entry: bytes, verify: Verify, digest: DigestOf, now: int | None = None
) -> Membership:
    """The membership after one more entry.

    ``now`` (seconds since 1970) is the relay's clock, by which tickets end; a client gives None, for its clock may be
    years off. Raises Refusal: ENTRY_MALFORMED, ENTRY_STALE (something else was written first), ENTRY_SIGNATURE,
    ENTRY_RIGHT, ENTRY_RULE, LAST_KEEPER, TICKET_*, ALREADY_MEMBER or LOG_FULL.
    """
    signed = parse_entry(entry)
    tools = _Tools(verify, digest, now)
    head = digest(entry)
    if state is None:
        if not isinstance(signed.entry, Found):
            raise Refusal(Code.ENTRY_RULE, "a log begins with Found")
        return _found(signed, signed.entry, head, tools)
    if state.length >= MAX_ENTRIES:
        raise Refusal(Code.LOG_FULL, f"{state.length} entries")
    if signed.entry.prev != state.head:
        raise Refusal(Code.ENTRY_STALE, "written after another entry than the last")
    after = _apply_next(state, signed, tools)
    return replace(after, head=head, length=state.length + 1, heads=(*state.heads, head))


def apply_join(state: Membership, join: bytes, verify: Verify, digest: DigestOf, now: int | None = None) -> Membership:
    """The members with somebody more, whose Join was written behind an earlier entry and stands in no log yet.

    The log is as it was. Raises Refusal as ``apply`` does.
    """
    return _let_in(state, join, _Tools(verify, digest, now))


def _apply_next(state: Membership, signed: Signed, tools: _Tools) -> Membership:
    entry = signed.entry
    if isinstance(entry, Join):
        return _join(state, signed, entry, tools)
    author = _author(state, signed, tools)
    leaves = isinstance(entry, Remove) and entry.person == author.person
    own = isinstance(entry, StrikeDevice) and entry.device in author.devices
    if isinstance(entry, Found) or not (leaves or own or author.role in WRITERS[type(entry)]):
        raise Refusal(Code.ENTRY_RIGHT, f"{type(entry).__name__} by a {author.role}")
    match entry:
        case Invite():
            return _invite(state, entry, author, tools)
        case Withdraw():
            return _withdraw(state, entry)
        case AddDevice():
            return _add_device(state, entry, author, tools)
        case ChangeRole():
            return _change_role(state, entry)
        case Remove():
            return _remove(state, entry)
        case StrikeDevice():
            return _strike_device(state, entry)
        case LetIn():
            return _let_in(state, entry.join, tools)
        case RenamePerson():
            names = _renamed(state, author.names, entry.sealed_name, entry.epoch)
            return _with(state, replace(author, names=names))
        case RenameSpace():
            return replace(state, titles=_renamed(state, state.titles, entry.sealed_title, entry.epoch))
    return _new_epoch(state, entry)


def _author(state: Membership, signed: Signed, tools: _Tools) -> Member:
    """The active member who signed, by a device of the space or by the one that he adds."""
    entry = signed.entry
    if isinstance(entry, AddDevice):
        member = _active(state, entry.person)
        tools.check_author(entry.device.public, signed)
        return member
    found = state.member_of(entry.author)
    if found is None:
        raise Refusal(Code.ENTRY_RIGHT, "author is not a member's device")
    tools.check_author(found.devices[DeviceId(entry.author)], signed)
    return found


def _newcomer(
    card: PersonCard, device: DeviceCard, role: Role, epoch: int, position: int, invite: bytes, tools: _Tools
) -> Member:
    device_id = tools.check_device(card.root, device)
    return Member(
        person=PersonId(tools.id_of(card.root)),
        root=card.root,
        role=role,
        names=(SealedText(card.sealed_name, epoch),),
        sealing_key_digest=card.sealing_key_digest,
        devices={device_id: device.public},
        former={},
        active=True,
        invite=invite,
        roles=((position, role),),
        entered={device_id: position},
    )


def _own_wrap(entry: Found | Join, person: PersonId, device: DeviceId) -> Wrap:
    """The one wrap of a Found or Join: for the newcomer himself, so that his other devices find the key."""
    if [recipient for recipient, _ in entry.wraps] != [person]:
        raise Refusal(Code.ENTRY_RULE, "the key is to be wrapped for oneself, and for nobody else")
    return Wrap(entry.wraps[0][1], device)


def _found(signed: Signed, entry: Found, head: bytes, tools: _Tools) -> Membership:
    tools.check_author(entry.device.public, signed)
    founder = _newcomer(entry.founder, entry.device, Role.KEEPER, 1, 0, b"", tools)
    wrap = _own_wrap(entry, founder.person, DeviceId(entry.author))
    return Membership(
        space=SpaceId(head[:SPACE_BYTES]),
        salt=entry.salt,
        head=head,
        length=1,
        titles=(SealedText(entry.sealed_title, 1),),
        members={founder.person: founder},
        invites={},
        spent={},
        epochs={1: Epoch(entry.check, b"", {founder.person: wrap}, 0)},
        blobs=frozenset({founder.sealing_key_digest, wrap.digest}),
        epoch_due=False,
        heads=(head,),
    )


def _invite(state: Membership, entry: Invite, author: Member, tools: _Tools) -> Membership:
    ticket = tools.id_of(entry.ticket)
    if ticket in state.invites or ticket in state.spent or state.owner_of(ticket) is not None:
        raise Refusal(Code.ENTRY_RULE, "a ticket's key was used before")
    if len(state.invites) >= MAX_INVITES:
        raise Refusal(Code.LOG_FULL, "too many open tickets")
    invite = OpenInvite(entry.ticket, entry.role, entry.ends, entry.sealed_key, state.epoch, author.person)
    return replace(state, invites={**state.invites, ticket: invite})


def _close(state: Membership, tickets: list[bytes], code: Code) -> Membership:
    left = {ticket: invite for ticket, invite in state.invites.items() if ticket not in tickets}
    return replace(state, invites=left, spent={**state.spent, **dict.fromkeys(tickets, code)})


def _check_open(state: Membership, ticket: bytes) -> OpenInvite:
    invite = state.invites.get(ticket)
    if invite is None:
        raise Refusal(state.spent.get(ticket, Code.TICKET_UNKNOWN), "ticket is not open")
    return invite


def _withdraw(state: Membership, entry: Withdraw) -> Membership:
    _check_open(state, entry.ticket)
    return _close(state, [entry.ticket], Code.TICKET_WITHDRAWN)


def _join(state: Membership, signed: Signed, entry: Join, tools: _Tools) -> Membership:
    invite = _check_open(state, entry.author)
    tools.check_author(invite.ticket, signed)
    if tools.now is not None and tools.now > invite.ends:
        raise Refusal(Code.TICKET_EXPIRED, f"ended at {invite.ends}")
    member = _newcomer(entry.person, entry.device, invite.role, state.epoch, state.length, entry.author, tools)
    if not tools.verify(entry.device.public, entry.consent, CONSENT_SIGNATURE, entry.prev + entry.author):
        raise Refusal(Code.ENTRY_SIGNATURE, "the device did not consent")
    device = next(iter(member.devices))
    known = state.members.get(member.person)
    if known is not None and known.active:
        raise Refusal(Code.ALREADY_MEMBER, "this person is in the space")
    if len(state.active()) >= MAX_MEMBERS:
        raise Refusal(Code.LOG_FULL, "too many members")
    owner = state.owner_of(device)
    if owner is not None and owner.person != member.person:
        raise Refusal(Code.ENTRY_RULE, "the device is another person's")
    if known is not None:
        # Somebody comes back: what his earlier devices wrote stays verifiable, but only the new one may write.
        member = replace(
            member,
            names=(*known.names, *member.names)[-MAX_RENAMES:],
            former=known.former,
            roles=known.roles + member.roles,
            entered={**member.entered, **known.entered},
        )
    wrap = _own_wrap(entry, member.person, device)
    newest = state.epochs[state.epoch]
    epoch = replace(newest, wraps={**newest.wraps, member.person: wrap})
    state = _close(state, [entry.author], Code.TICKET_USED)
    return replace(
        state,
        members={**state.members, member.person: member},
        epochs={**state.epochs, state.epoch: epoch},
        blobs=state.blobs | {member.sealing_key_digest, wrap.digest},
    )


def _let_in(state: Membership, join: bytes, tools: _Tools) -> Membership:
    """Her consent names an entry behind which she came: one of this log, so that nobody takes it to another space."""
    signed = parse_entry(join)
    if not isinstance(signed.entry, Join):
        raise Refusal(Code.ENTRY_RULE, "only a Join is let in")
    if signed.entry.prev not in state.heads:
        raise Refusal(Code.ENTRY_RULE, "a Join behind an entry that is not in this log")
    return _join(state, signed, signed.entry, tools)


def _add_device(state: Membership, entry: AddDevice, member: Member, tools: _Tools) -> Membership:
    device = tools.check_device(member.root, entry.device)
    if state.owner_of(device) is not None:
        raise Refusal(Code.ENTRY_RULE, "the device is known")
    if len(member.devices) + len(member.former) >= MAX_DEVICES:
        raise Refusal(Code.LOG_FULL, "too many devices")
    devices = {**member.devices, device: entry.device.public}
    entered = {**member.entered, device: state.length}
    return _with(state, replace(member, devices=devices, entered=entered))


def _change_role(state: Membership, entry: ChangeRole) -> Membership:
    member = _active(state, entry.person)
    if member.role == entry.role:
        raise Refusal(Code.ENTRY_RULE, "the role is the same")
    changed = replace(member, role=entry.role, roles=(*member.roles, (state.length, entry.role)))
    lowered = RANKS.index(entry.role) > RANKS.index(member.role)
    return replace(_with(state, changed), epoch_due=state.epoch_due or lowered)


def _remove(state: Membership, entry: Remove) -> Membership:
    member = _active(state, entry.person)
    former = {device: Former(public, state.epoch, state.length) for device, public in member.devices.items()}
    gone = replace(
        member,
        active=False,
        devices={},
        former={**member.former, **former},
        roles=(*member.roles, (state.length, None)),
    )
    return replace(_with(state, gone), epoch_due=True)


def _strike_device(state: Membership, entry: StrikeDevice) -> Membership:
    member = state.member_of(entry.device)
    if member is None or entry.device == entry.author:
        raise Refusal(Code.ENTRY_RULE, "no device that could be struck out by this one")
    device = DeviceId(entry.device)
    left = {other: public for other, public in member.devices.items() if other != device}
    former = {**member.former, device: Former(member.devices[device], state.epoch, state.length)}
    return replace(_with(state, replace(member, devices=left, former=former)), epoch_due=True)


def _new_epoch(state: Membership, entry: NewEpoch) -> Membership:
    members = sorted(member.person for member in state.active())
    if [recipient for recipient, _ in entry.wraps] != members:
        raise Refusal(Code.ENTRY_RULE, "a new key is to be wrapped for every member and nobody else, in order")
    sender = DeviceId(entry.author)
    wraps = {PersonId(recipient): Wrap(digest, sender) for recipient, digest in entry.wraps}
    epoch = Epoch(entry.check, entry.sealed_previous, wraps, state.length)
    # Who left may know the seed of an open ticket; with the tickets closed it opens nothing.
    state = _close(state, list(state.invites), Code.TICKET_WITHDRAWN)
    return replace(
        state,
        epochs={**state.epochs, state.epoch + 1: epoch},
        blobs=state.blobs | {digest for _, digest in entry.wraps},
        epoch_due=False,
    )


def _renamed(state: Membership, before: tuple[SealedText, ...], sealed: bytes, epoch: int) -> tuple[SealedText, ...]:
    """One more name. Who may only read could fill the log with them otherwise, so that nobody could be removed."""
    if epoch not in state.epochs:
        raise Refusal(Code.ENTRY_RULE, f"sealed for epoch {epoch} of {state.epoch}")
    if len(before) >= MAX_RENAMES:
        raise Refusal(Code.LOG_FULL, "renamed too often")
    return (*before, SealedText(sealed, epoch))


def _active(state: Membership, person: bytes) -> Member:
    member = state.members.get(PersonId(person))
    if member is None or not member.active:
        raise Refusal(Code.ENTRY_RULE, "no such member")
    return member


def _with(state: Membership, member: Member) -> Membership:
    """The state with one member changed. Raises Refusal(LAST_KEEPER) if no keeper would remain."""
    state = replace(state, members={**state.members, member.person: member})
    if not any(other.role == Role.KEEPER for other in state.active()):
        raise Refusal(Code.LAST_KEEPER, "somebody must keep the space")
    return state
