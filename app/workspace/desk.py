"""What every verb works with: one person's store and keys, and who is who in her spaces."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.clock import Clock
from app.crdt.document import Document
from app.crdt.undo import Undo
from app.crypto.keys import PersonKeys
from app.crypto.signing import SigningKey
from app.errors import AccessError, RecordError, StoreError
from app.ids import Chance, DeviceId, PersonId, RecordId, SpaceId
from app.logs import note_failure
from app.protocol.compression import Compressor
from app.protocol.failures import Code, known
from app.records.kind import Kind
from app.records.people import person_of
from app.records.record import Record
from app.records.registry import Registry
from app.records.rules import Situation
from app.resources import resource_bytes
from app.spaces.founding import Founded, found
from app.store.content import content_of
from app.store.documents import Stored
from app.store.spaces import SpaceRow
from app.store.store import Store
from app.sync.estimate import Estimator
from app.sync.owner import NAME, Owner
from app.workspace.devices import DEVICE, DICTIONARY, ROOT
from app.workspace.school import school_numbers

#: Where a person keeps her own choice of a lesson's minutes; empty where she follows her school.
LESSON_MINUTES = "preference lesson_minutes"


def begin(store: Store, name: str, root: bytes, clock: Clock, chance: Chance) -> None:
    """Write a new person into an empty store: secrets, name, and the private space that nobody else is ever in."""
    person, device = PersonKeys.from_root(root), SigningKey.generate(chance)
    private = found("", person, name, device, chance)
    with store.transaction():
        store.identity.set(ROOT, root)
        store.identity.set(DEVICE, device.seed)
        store.identity.set_text(NAME, name)
        keep_founded(store, private, "", None, clock.now())
        store.spaces.name_people(private.space, {person.person: name})


def keep_founded(store: Store, founded: Founded, name: str, relay: bytes | None, now: int) -> None:
    """Store a space that was just founded here; without a relay it is the private one."""
    row = SpaceRow(founded.space, name, "keeper", relay, relay is None, founded.space, now, True)
    store.spaces.put(row)
    store.spaces.add_entries(founded.space, founded.entries)
    store.spaces.add_key(founded.space, 1, founded.epoch_key)


@dataclass(frozen=True)
class Opened:
    """A record taken out of the store to be read or changed."""

    stored: Stored
    record: Record


class Names:
    """Who is who, and who may what, asked of the store once for all that one verb shows: not to be kept longer."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._of_space: dict[SpaceId, dict[PersonId, str]] = {}
        self._of_device: dict[tuple[SpaceId, DeviceId], str] = {}
        self._roles: dict[SpaceId, str] = {}

    def of(self, space: SpaceId, device: DeviceId) -> str:
        """The name behind a device; empty when it is not known (yet)."""
        if (space, device) not in self._of_device:
            person = self._desk.author_of(space, device)
            self._of_device[space, device] = self.person(space, person) if person is not None else ""
        return self._of_device[space, device]

    def may_write(self, space: SpaceId, kind: str, field: str, *, mine: bool) -> bool:
        """Does this person's role let her change a field of a record of a kind, her own or somebody else's?"""
        if space not in self._roles:
            self._roles[space] = self._desk.owner.role_in(space)
        return self._desk.kind(kind).audience.may_write(self._roles[space], field, mine)

    def person(self, space: SpaceId, person: PersonId) -> str:
        """The name of a person in a space; empty when it is not known."""
        if space not in self._of_space:
            self._of_space[space] = self._desk.names(space)
        return self._of_space[space].get(person, "")


class Desk:
    """One signed-in person's parts. Raises StoreError if the store does not hold a person."""

    def __init__(self, store: Store, registry: Registry, clock: Clock, chance: Chance) -> None:
        root, seed = store.identity.get(ROOT), store.identity.get(DEVICE)
        if root is None or seed is None:
            raise StoreError("store.damaged", "no person in the store")
        self.store, self.registry, self.clock, self.chance = store, registry, clock, chance
        compressor = Compressor(resource_bytes(*DICTIONARY))
        self.owner = Owner(
            store, registry, PersonKeys.from_root(root), SigningKey.from_seed(seed), compressor, clock, chance
        )
        self.estimator = Estimator(self.owner)
        #: What can be taken back of the records that were edited since signing in: undoing.py.
        self.undo: dict[RecordId, Undo] = {}
        self.person = PersonId(self.owner.person.person)
        self._unreadable: set[RecordId] = set()
        for row in store.spaces.all():
            # What an older program could not read: this may be the update that it waited for.
            store.inbox.retry(row.space, known(Code.COMPRESSION_UNKNOWN).code)

    def root(self) -> bytes:
        """The root secret, for the recovery card and the circle. Raises StoreError if the store has lost it."""
        root = self.store.identity.get(ROOT)
        if root is None:
            raise StoreError("store.damaged", "no root secret")
        return root

    def project_some(self, limit: int) -> int:
        """After an update that changed a declaration: write the rows of some of its records anew; gives how many were
        looked at. Until then they stand in lists as their former rows say."""
        stale = self.store.documents.stale(limit + len(self._unreadable))
        stale = [record for record in stale if record not in self._unreadable]
        for record in stale[:limit]:
            try:
                self.store.documents.project(record, content_of(self.open(record).record))
            except RecordError as error:
                # One record that cannot be read must not keep her from all the others.
                self._unreadable.add(record)
                note_failure(error)
        return len(stale[:limit])

    @property
    def name(self) -> str:
        """This person's name; it may change while the program runs, here or on another laptop of hers."""
        return self.store.identity.text(NAME)

    @property
    def private_space(self) -> SpaceId:
        """The space of drafts."""
        return next(row.space for row in self.store.spaces.all() if row.private)

    def space(self, space: SpaceId) -> SpaceRow:
        """A space's row. Raises AccessError for a space that this person is not in."""
        row = self.store.spaces.get(space)
        if row is None:
            raise AccessError("access.no_right", "unknown space")
        return row

    def open(self, record: RecordId) -> Opened:
        """A record with its document. Raises RecordError("record.missing")."""
        stored = self.store.documents.load(record)
        if stored is None:
            raise RecordError("record.missing", "not in the store")
        document = Document.load(self.owner.device_id, stored.state, self.chance)
        return Opened(stored, Record.open(document, self.registry))

    def kind(self, key: str) -> Kind:
        """A declared kind. Raises RecordError for one that this program does not know."""
        kind = self.registry.get(key)
        if kind is None:
            raise RecordError("record.unknown_kind", key)
        return kind

    def author_of(self, space: SpaceId, device: DeviceId) -> PersonId | None:
        """Whose device it is in a space."""
        if device == self.owner.device_id or device in self.owner.former_ids:
            return self.person
        membership = self.owner.membership(space)
        member = membership.owner_of(device) if membership is not None else None
        return None if member is None else member.person

    def names(self, space: SpaceId) -> dict[PersonId, str]:
        """The names of a space's people."""
        return {self.person: self.name, **self.store.spaces.names(space)}

    def namer(self, space: SpaceId) -> Callable[[str], str]:
        """Gives the name for a value of a field of people; a name that somebody typed there is its own."""
        names = self.names(space)

        def name(value: str) -> str:
            person = person_of(value)
            return names.get(person, value) if person is not None else value

        return name

    def name_of(self, space: SpaceId, device: DeviceId) -> str:
        """The name behind a device; empty when it is not known (yet)."""
        return Names(self).of(space, device)

    def may(self, stored: Stored, kind: Kind | None) -> tuple[bool, bool]:
        """(write, comment): what this person's role lets her do with a record."""
        role = self.owner.role_in(stored.space)
        if kind is None or not role:
            return False, False
        return kind.audience.may_write(role, "", stored.mine), kind.audience.may_comment(role)

    def situation(self) -> Situation:
        """What the rules of kinds may know: the length of a lesson, today's date, the school's numbers.

        A length that is no number is passed over; a wrong preference must never keep a record from being opened.
        """
        numbers, own = school_numbers(self.store), self.store.identity.text(LESSON_MINUTES)
        length = int(own) if own.isdecimal() else numbers["lesson_minutes"]
        return Situation(length, date.fromtimestamp(self.clock.now()).isoformat(), numbers)
