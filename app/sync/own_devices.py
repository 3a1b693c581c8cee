"""Several devices of one person in one space: what any of them wrote is hers, and what she read on one is read on all.

How far her words have come is asked of everybody else's devices: that her other laptop has them is no receipt. A mark
of reading counts on another of her laptops only for words that the one she read on had been given.
"""

from collections.abc import Mapping

from app.crdt.document import Document
from app.ids import DeviceId, PersonId, RecordId, SpaceId
from app.store.snapshots import VOUCHED
from app.sync.owner import Owner


def own_devices(owner: Owner, space: SpaceId) -> frozenset[DeviceId]:
    """The devices of this person that write or wrote into a space, with what this store was before."""
    membership = owner.membership(space)
    me = membership.members.get(PersonId(owner.person.person)) if membership is not None else None
    others = (*me.devices, *me.former) if me is not None else ()
    return frozenset((owner.device_id, *owner.former_ids, *map(DeviceId, others)))


class Arrivals:
    """How far what this person wrote in one space has come, whichever of her devices sent it.

    To be asked for all that one verb shows, and not to be kept longer.
    """

    def __init__(self, owner: Owner, space: SpaceId) -> None:
        self._owner, self._space = owner, space
        self.own = own_devices(owner, space)
        said = owner.store.receipts.all_reports(space)
        self._reports = {reader: seen for reader, seen in said.items() if reader not in self.own}

    def arrived(self, record: RecordId, sent_number: int | None) -> bool:
        """Has one device of somebody else merged all that her devices sent of a record? ``sent_number``: this one's."""
        parts = self._parts(record, sent_number)
        return bool(parts) and any(_covers(seen, parts) for seen in self._reports.values())

    def has_all(self, device: DeviceId, record: RecordId, sent_number: int | None) -> bool:
        """Has this device of somebody else merged all that is known here of her devices' words?"""
        return _covers(self._reports.get(device, {}), self._parts(record, sent_number))

    def _parts(self, record: RecordId, sent_number: int | None) -> dict[DeviceId, int]:
        """Of each of her devices the last envelope that carried the record."""
        parts: dict[DeviceId, int] = {}
        if len(self.own) > 1:
            carried = self._owner.store.deltas.carried(record, self._space)
            parts = {device: number for device, number in carried.items() if device in self.own and number != VOUCHED}
        if sent_number is not None:
            parts[self._owner.device_id] = sent_number
        return parts


def _covers(seen: Mapping[DeviceId, int], parts: Mapping[DeviceId, int]) -> bool:
    return all(seen.get(device, 0) >= number for device, number in parts.items())


def had_all(owner: Owner, space: SpaceId, device: DeviceId, record: RecordId) -> bool:
    """Had her other device been given everything that others wrote into a record and that is here?

    What a keeper vouched for does not tell which envelopes it stands for, so that nothing is taken for read there.
    """
    stored = owner.store.documents.load(record)
    if (stored is not None and stored.space != space) or owner.store.snapshots.has_vouched(record):
        return False
    seen = owner.store.receipts.all_reports(space).get(device, {})
    own = own_devices(owner, space)
    carried = owner.store.deltas.carried(record, space)
    return all(carrier in own or seen.get(carrier, 0) >= number for carrier, number in carried.items())


def take_over_reading(owner: Owner, record: RecordId) -> bool:
    """Note that she has read a record, as it is now, on another of her laptops; False if that was known."""
    stored = owner.store.documents.load(record)
    if stored is None:
        return False
    version = Document.load(owner.device_id, stored.state).version()
    owner.store.receipts.read_elsewhere(record, version, owner.clock.now())
    return stored.unread
