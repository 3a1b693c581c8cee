"""People, devices and a membership log that tests write by hand, with chance that is the same in every run."""

import hashlib
from dataclasses import dataclass

from app.crypto import signing
from app.crypto.keys import PersonKeys, TicketKeys, epoch_check
from app.crypto.signing import SigningKey, key_id
from app.ids import Chance
from app.protocol.membership import (
    CONSENT_SIGNATURE,
    AddDevice,
    ChangeRole,
    DeviceCard,
    Entry,
    Found,
    Invite,
    Join,
    LetIn,
    Membership,
    NewEpoch,
    PersonCard,
    Remove,
    RenamePerson,
    RenameSpace,
    Role,
    StrikeDevice,
    Withdraw,
    apply,
)
from app.spaces.membership_log import sign_entry

ENDS = 2_000_000_000


def seeded(seed: str) -> Chance:
    """A source of bytes that look random and are the same for the same seed. Every call gives others."""
    calls = 0

    def chance(size: int) -> bytes:
        nonlocal calls
        calls += 1
        return hashlib.shake_256(f"{seed} {calls}".encode()).digest(size)

    return chance


@dataclass(frozen=True)
class Somebody:
    """A person with one device."""

    keys: PersonKeys
    device: SigningKey

    @property
    def card(self) -> PersonCard:
        return PersonCard(self.keys.signing.public, signing.digest(self.keys.public_sealing), bytes(40))

    @property
    def device_card(self) -> DeviceCard:
        return DeviceCard(self.device.public, self.keys.certify(self.device.public))

    @property
    def wraps(self) -> tuple[tuple[bytes, bytes], ...]:
        return ((self.keys.person, signing.digest(self.keys.person)),)


def somebody(name: str, device: str = "laptop") -> Somebody:
    """The same person and device for the same names, in every run."""
    root = seeded(name)(32)
    return Somebody(PersonKeys.from_root(root), SigningKey.generate(seeded(f"{name} {device}")))


def ticket(name: str) -> TicketKeys:
    """The same ticket for the same name."""
    return TicketKeys.from_seed(seeded(f"ticket {name}")(16))


def join_behind(head: bytes, newcomer: Somebody, keys: TicketKeys) -> bytes:
    """The newcomer's Join behind that entry, wherever the log has gone since."""
    consent = newcomer.device.sign(CONSENT_SIGNATURE, head + keys.id)
    return sign_entry(Join(head, keys.id, newcomer.card, newcomer.device_card, consent, newcomer.wraps), keys.signing)


class Log:
    """A membership log in the making. Each method writes an entry by hand, as a device with bad manners might."""

    def __init__(self, founder: Somebody, seed: str = "space") -> None:
        self.entries: list[bytes] = []
        self.state: Membership | None = None
        self.epoch_key = seeded(f"{seed} epoch")(32)
        found = Found(
            b"",
            key_id(founder.device.public),
            seeded(f"{seed} salt")(16),
            founder.card,
            founder.device_card,
            bytes(40),
            epoch_check(self.epoch_key),
            founder.wraps,
        )
        self.write(found, founder.device)

    @property
    def now(self) -> Membership:
        """The state after the last entry."""
        assert self.state is not None
        return self.state

    def write(self, entry: Entry, key: SigningKey, clock: int | None = None) -> None:
        """Sign, apply and keep an entry. Raises Refusal."""
        self.take(sign_entry(entry, key), clock)

    def take(self, entry: bytes, clock: int | None = None) -> None:
        """Apply and keep an entry's bytes. Raises Refusal."""
        self.state = apply(self.state, entry, signing.verify, signing.digest, clock)
        self.entries.append(entry)

    def invite(self, keeper: Somebody, name: str, role: Role = Role.WRITER) -> TicketKeys:
        keys = ticket(name)
        entry = Invite(self.now.head, key_id(keeper.device.public), keys.signing.public, role, ENDS, bytes(60))
        self.write(entry, keeper.device)
        return keys

    def withdraw(self, keeper: Somebody, keys: TicketKeys) -> None:
        self.write(Withdraw(self.now.head, key_id(keeper.device.public), keys.id), keeper.device)

    def join(self, newcomer: Somebody, keys: TicketKeys, clock: int | None = None) -> None:
        self.take(join_behind(self.now.head, newcomer, keys), clock)

    def let_in(self, join: bytes, by: SigningKey, clock: int | None = None) -> None:
        """Bring in who joined behind an earlier entry. Raises Refusal."""
        self.write(LetIn(self.now.head, key_id(by.public), join), by, clock)

    def bring(self, keeper: Somebody, newcomer: Somebody, role: Role = Role.WRITER, name: str = "") -> None:
        """Invite and join in one step."""
        self.join(newcomer, self.invite(keeper, name or newcomer.keys.person.hex(), role))

    def add_device(self, owner: Somebody) -> None:
        entry = AddDevice(self.now.head, key_id(owner.device.public), owner.keys.person, owner.device_card)
        self.write(entry, owner.device)

    def change_role(self, author: Somebody, whom: Somebody, role: Role) -> None:
        entry = ChangeRole(self.now.head, key_id(author.device.public), whom.keys.person, role)
        self.write(entry, author.device)

    def remove(self, author: Somebody, whom: Somebody) -> None:
        self.write(Remove(self.now.head, key_id(author.device.public), whom.keys.person), author.device)

    def strike_device(self, author: Somebody, whose: Somebody) -> None:
        entry = StrikeDevice(self.now.head, key_id(author.device.public), key_id(whose.device.public))
        self.write(entry, author.device)

    def rename_person(self, author: Somebody, sealed_name: bytes = bytes(40), epoch: int = 0) -> None:
        entry = RenamePerson(self.now.head, key_id(author.device.public), epoch or self.now.epoch, sealed_name)
        self.write(entry, author.device)

    def rename_space(self, author: Somebody, sealed_title: bytes = bytes(40), epoch: int = 0) -> None:
        entry = RenameSpace(self.now.head, key_id(author.device.public), epoch or self.now.epoch, sealed_title)
        self.write(entry, author.device)

    def new_epoch(self, author: Somebody, members: list[Somebody], sealed_previous: bytes = bytes(60)) -> None:
        wraps = tuple(sorted(member.wraps[0] for member in members))
        entry = NewEpoch(self.now.head, key_id(author.device.public), bytes(16), sealed_previous, wraps)
        self.write(entry, author.device)
