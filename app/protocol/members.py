"""The state of a space that its membership log adds up to: people, devices, roles with their times, tickets, epochs.

A *position* is the place of an entry in the log, counted from 0. A role is asked for "as of" a position, because what
somebody wrote is judged by what he might do when he wrote it, not by what he may do today.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.ids import DeviceId, PersonId, SpaceId
from app.protocol.entries import Role
from app.protocol.failures import Code

#: A role, and the position from which on it counts; None where the person was removed.
Since = tuple[int, Role | None]


class SealedText(NamedTuple):
    """A name or a title, and the epoch with whose key it is sealed."""

    sealed: bytes
    epoch: int


@dataclass(frozen=True, slots=True)
class Former:
    """A device of somebody who was removed, or one that was struck out: the last epoch in which it could write, and the
    position of the entry that ended it."""

    public: bytes
    until: int
    removed: int


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the space.

    ``invite`` is the id of the ticket's key by which he came, empty for the founder. ``names`` are those that he gave
    himself, oldest first. ``devices`` maps ids to public keys; ``former`` are those he had when he was
    removed, and those that were struck out: he may be active with none, until he adds one by his root key.
    ``roles`` tells which role he had from which position on, oldest first; ``entered`` at which each device came first.
    """

    person: PersonId
    root: bytes
    role: Role
    names: tuple[SealedText, ...]
    sealing_key_digest: bytes
    devices: Mapping[DeviceId, bytes]
    former: Mapping[DeviceId, Former]
    active: bool
    invite: bytes
    roles: tuple[Since, ...]
    entered: Mapping[DeviceId, int]

    def role_at(self, position: int) -> Role | None:
        """The role that this person had after the entry at ``position``; None before he came and while he was gone."""
        found = None
        for since, role in self.roles:
            if since > position:
                break
            found = role
        return found


@dataclass(frozen=True, slots=True)
class OpenInvite:
    """A ticket that nobody has used yet; ``by`` is the person who wrote it."""

    ticket: bytes
    role: Role
    ends: int
    sealed_key: bytes
    epoch: int
    by: PersonId


@dataclass(frozen=True, slots=True)
class Wrap:
    """Where a person finds an epoch's key: the blob's digest, and the device that wrapped it."""

    digest: bytes
    sender: DeviceId


@dataclass(frozen=True, slots=True)
class Epoch:
    """One epoch: how to recognise its key, the key before sealed with it (empty in epoch 1), who wrapped it, and the
    position of the entry that began it."""

    check: bytes
    sealed_previous: bytes
    wraps: Mapping[PersonId, Wrap]
    begun: int


@dataclass(frozen=True, slots=True)
class Membership:
    """A space after ``length`` entries, the last of which has the digest ``head``.

    ``titles`` are the names that the space has had, oldest first; ``spent`` tells what became of tickets that are no
    longer open; ``blobs`` are all digests that the log names; ``epoch_due`` is true when somebody left, lost a
    device or has a lower role, and a keeper has yet to begin a new epoch; ``heads`` are the digests of all entries.
    """

    space: SpaceId
    salt: bytes
    head: bytes
    length: int
    titles: tuple[SealedText, ...]
    members: Mapping[PersonId, Member]
    invites: Mapping[bytes, OpenInvite]
    spent: Mapping[bytes, Code]
    epochs: Mapping[int, Epoch]
    blobs: frozenset[bytes]
    epoch_due: bool
    heads: tuple[bytes, ...] = ()

    @property
    def epoch(self) -> int:
        """The newest epoch's number."""
        return len(self.epochs)

    def owner_of(self, device: bytes) -> Member | None:
        """Whose device it is or was, also when that member has left: for what was written before."""
        for member in self.members.values():
            if device in member.devices or device in member.former:
                return member
        return None

    def member_of(self, device: bytes) -> Member | None:
        """Whose device it is, if that member and device are in the space now."""
        member = self.owner_of(device)
        return member if member is not None and member.active and device in member.devices else None

    def former_of(self, device: bytes) -> Former | None:
        """A device that was removed or struck out and did not come back; None for any other."""
        member = self.owner_of(device)
        return None if member is None or device in member.devices else member.former[DeviceId(device)]

    def farewell_to(self, key: bytes) -> Former | None:
        """Somebody who was removed and did not come back, by a former device's key or by the person's root key."""
        person = self.members.get(PersonId(key))
        if person is None or person.active:
            return self.former_of(key)
        removed, _ = person.roles[-1]
        return Former(person.root, 0, removed)

    def public_of(self, device: bytes, epoch: int | None = None) -> bytes | None:
        """The public key of a device; of one that was removed only for epochs in which it could write."""
        member = self.owner_of(device)
        if member is None:
            return None
        if device in member.devices:
            return member.devices[DeviceId(device)]
        former = member.former[DeviceId(device)]
        return former.public if epoch is None or epoch <= former.until else None

    def role_at(self, person: bytes, position: int) -> Role | None:
        """The role that a person had after the entry at ``position``; None for nobody, and for whoever was not in."""
        member = self.members.get(PersonId(person))
        return None if member is None else member.role_at(position)

    def earliest(self, device: bytes, epoch: int) -> int:
        """The earliest position at which this device can have written in that epoch: both had to be there.

        Raises KeyError for a device or an epoch that the log does not know.
        """
        member = self.owner_of(device)
        if member is None:
            raise KeyError(device)
        return max(member.entered[DeviceId(device)], self.epochs[epoch].begun)

    def active(self) -> tuple[Member, ...]:
        """The members who are in the space now, in the order in which they came."""
        return tuple(member for member in self.members.values() if member.active)
