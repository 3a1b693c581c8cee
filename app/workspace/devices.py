"""Going on as a new device: after a store was put back from a copy, mended, or found to be one of two copies.

An envelope number is never used twice by one key, and no operation of a document is made twice under one name. So
whatever may have had a second life gets a new key, and owes everything that no relay is known to hold once more. That
is never too much: who has it already notices nothing.
"""

import contextlib
from collections.abc import Mapping

from app.clock import Clock
from app.crdt.delta import beginnings, lowered
from app.crypto.keys import PersonKeys, envelope_key
from app.crypto.sealing import open_sealed
from app.crypto.signing import SigningKey, digest, key_id
from app.errors import Known, StoreError
from app.ids import Chance, DeviceId, PersonId, RecordId, SpaceId, record_id_from
from app.protocol.compression import Compressor
from app.protocol.envelope import Payload, decode_payload, parse
from app.protocol.failures import Refusal
from app.resources import resource_bytes
from app.spaces.devices import add_device
from app.spaces.membership_log import replay
from app.store.devices import Chain, FormerDevice
from app.store.store import Store
from app.sync.owner import Owner
from app.sync.seal import TOLD_HEAD
from app.sync.state import unsure
from app.sync.twins import COPIED as TWINS

ROOT, DEVICE = "root", "device"
DICTIONARY = ("zstd", "dictionary-1.bin")

#: Why a store became a new device; the safekeeping page has words for each.
RESTORED, COPIED, REPAIRED = "restored", "copied", "repaired"


def become_new_device(store: Store, clock: Clock, chance: Chance, reason: str = RESTORED) -> SigningKey:
    """Give this store a fresh device key, as one unit; gives the key.

    The entries that let it into its spaces are written at the next visit (``sync/roster``), the one of the private
    space here. What other devices of the same person write from now on comes like anybody's.
    Raises StoreError; the store is then as it was.
    """
    root, seed = store.identity.get(ROOT), store.identity.get(DEVICE)
    if root is None or seed is None:
        raise StoreError("store.damaged", "no person in the store")
    person, old, new = PersonKeys.from_root(root), SigningKey.from_seed(seed), SigningKey.generate(chance)
    under_way = _UnderWay(store, DeviceId(key_id(old.public)))
    with store.transaction():
        for chain in store.devices.chains():
            under_way.read(chain)
            _follow_old_self(store, under_way.device, chain, again=reason == COPIED)
        former = FormerDevice(under_way.device, seed, clock.now(), reason)
        own = _own_devices(store, person)
        store.devices.retire(former, under_way.exported, sorted(under_way.reads), clock.now(), own)
        store.identity.set(DEVICE, new.seed)
        for row in store.spaces.all():
            store.identity.remove(TOLD_HEAD + row.space.hex())
            if row.private:
                _let_into_private(store, row.space, person, new)
        for relay in store.spaces.relays():
            # The question what the relay holds of ours was the old device's.
            store.identity.remove(unsure(relay.relay))
    return new


def become_other(store: Store, owner: Owner) -> None:
    """Go on as a new device because another laptop goes on with the same names; what has not left is told apart from
    the other's at the next visit, before anything leaves. Raises StoreError."""
    with store.transaction():
        device = become_new_device(store, owner.clock, owner.chance, COPIED)
        store.identity.set(TWINS, b"1")
    owner.act_as(device)


def _own_devices(store: Store, person: PersonKeys) -> frozenset[DeviceId]:
    """This person's devices in all her spaces, as far as their logs can be read."""
    found: set[DeviceId] = set()
    for row in store.spaces.all():
        with contextlib.suppress(Known):
            me = replay(store.spaces.entries(row.space), row.space).members.get(PersonId(person.person))
            found.update(map(DeviceId, (*me.devices, *me.former)) if me is not None else ())
    return frozenset(found)


def _let_into_private(store: Store, space: SpaceId, person: PersonKeys, device: SigningKey) -> None:
    state = replay(store.spaces.entries(space), space)
    store.spaces.add_entries(space, [add_device(state, person, device)])


def _follow_old_self(store: Store, device: DeviceId, chain: Chain, *, again: bool) -> None:
    """What the old device sends from another laptop is taken like anybody's, from the last number that both know.

    ``again``: this store has read past it, since a relay does not give a device its own envelopes.
    """
    last = store.devices.envelope(chain.space, chain.acknowledged) if chain.acknowledged else None
    if last is not None:
        store.receipts.merged(chain.space, device, chain.acknowledged, digest(last), tell=False)
    if again or (chain.acknowledged and last is None):
        for relay in store.spaces.relays():
            store.cursors.move(relay.relay, chain.space, 0)


class _UnderWay:
    """What lies in envelopes that no relay is known to hold: records with the version they were sent up to before, if
    that is known, and read marks."""

    def __init__(self, store: Store, device: DeviceId) -> None:
        self._store, self.device = store, device
        self._compressor = Compressor(resource_bytes(*DICTIONARY))
        self.exported: dict[RecordId, bytes] = {}
        self.reads: set[RecordId] = set()

    def read(self, chain: Chain) -> None:
        """Look into the unacknowledged envelopes of one space."""
        keys = self._store.spaces.keys(chain.space)
        starts: dict[RecordId, dict[DeviceId, int]] = {}
        whole = True
        for number in range(chain.acknowledged + 1, chain.last_number + 1):
            payload = self._payload(chain.space, number, keys)
            if payload is None:
                whole = False
                continue
            self.reads |= {record_id_from(raw) for raw in payload.read}
            for raw, delta in payload.deltas:
                found = starts.setdefault(record_id_from(raw), {})
                for device, start in beginnings(delta).items():
                    found[device] = min(start, found.get(device, start))
        for record, begun in starts.items():
            version = self._store.documents.exported_version(record)
            # What was in one that is not here may have been of this record too: then all of it goes again.
            if version is not None and whole:
                self.exported[record] = lowered(version, begun)

    def _payload(self, space: SpaceId, number: int, keys: Mapping[int, bytes]) -> Payload | None:
        """None for an envelope that cannot be opened: then its records go again from their beginning."""
        raw = self._store.devices.envelope(space, number)
        try:
            if raw is None:
                return None
            envelope = parse(raw)
            key = envelope_key(keys[envelope.header.epoch], envelope.header.device)
            compressed = open_sealed(key, number, envelope.head, envelope.body)
            return decode_payload(self._compressor.expand(compressed))
        except (Known, Refusal, KeyError):
            return None
