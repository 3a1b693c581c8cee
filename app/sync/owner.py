"""On whose behalf the engine works: one person on one device, with her store, her keys and her spaces' members."""

import os

from app.clock import Clock
from app.crypto.keys import PersonKeys
from app.crypto.signing import SigningKey, digest, key_id
from app.ids import Chance, DeviceId, PersonId, SpaceId
from app.protocol.compression import Compressor
from app.protocol.membership import Membership
from app.records.registry import Registry
from app.spaces.membership_log import replay
from app.store.store import Store

#: Where a store keeps its person's name.
NAME = "name"


class Owner:
    """The parts that every stage is handed. Memberships are replayed once and kept until their log grows."""

    def __init__(
        self,
        store: Store,
        registry: Registry,
        person: PersonKeys,
        device: SigningKey,
        compressor: Compressor,
        clock: Clock,
        chance: Chance = os.urandom,
    ) -> None:
        self.store, self.registry, self.person = store, registry, person
        self.compressor, self.clock, self.chance = compressor, clock, chance
        self._memberships: dict[SpaceId, Membership] = {}
        self._positions: dict[SpaceId, dict[bytes, int]] = {}
        self.act_as(device)

    def act_as(self, device: SigningKey) -> None:
        """From here on everything is written by this device; what the store has been before is known as one's own."""
        self.device = device
        self.device_id = DeviceId(key_id(device.public))
        self.former = tuple(SigningKey.from_seed(former.seed) for former in self.store.devices.former())
        self.former_ids = frozenset(DeviceId(key_id(key.public)) for key in self.former)

    def membership(self, space: SpaceId) -> Membership | None:
        """The verified members of a space; None for the private one, which has no log yet.

        Raises AccessError("membership.refused") if the stored log does not hold together.
        """
        row = self.store.spaces.get(space)
        if row is None or row.private:
            return None
        known = self._memberships.get(space)
        if known is None:
            known = replay(self.store.spaces.entries(space), space)
            self._memberships[space] = known
        return known

    def keep_membership(self, membership: Membership) -> None:
        """Take over a membership that was just verified and stored."""
        self._memberships[membership.space] = membership
        self._positions.pop(membership.space, None)

    def forget_membership(self, space: SpaceId) -> None:
        """Replay the log anew when it is next asked for, as after a transaction that was undone."""
        self._memberships.pop(space, None)
        self._positions.pop(space, None)

    def position_of(self, space: SpaceId, head: bytes) -> int | None:
        """Where in the space's log the entry with this digest stands; None for one that we were not given."""
        known = self._positions.get(space)
        if known is None:
            known = {digest(entry): position for position, entry in enumerate(self.store.spaces.entries(space))}
            self._positions[space] = known
        return known.get(head)

    def role_in(self, space: SpaceId) -> str:
        """This person's role in a space; keeper of her private one, and none ("") where she is no member."""
        membership = self.membership(space)
        if membership is None:
            return "keeper"
        member = membership.members.get(PersonId(self.person.person))
        return str(member.role) if member is not None and member.active else ""
