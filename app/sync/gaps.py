"""What a relay has kept back, or put something false in the place of: noticed, told, and asked for again.

A relay keeps each device's envelopes in their order and without a gap. So when it has said that this is all, and
something of a device waits for an envelope before it, that envelope was kept back; and when something came that no
member signed, or the relay sent us back in its log, nobody knows what we were moved past. Then the log is read again
from further back at the next visit, and from further still at those after it, until nothing is missing. If all of it
was read and something still is, we ask again after a day, then after two, four, ...

What others say that they have of a device, and we have not, may also have come to them on a stick. So it must have
lasted for a day before we look for it, once and a short way back.
"""

import json
from dataclasses import dataclass, field

from app.ids import DeviceId, SpaceId
from app.protocol.envelope import Header
from app.sync.owner import Owner
from app.sync.state import Tally
from app.sync.verify import genuine

#: Failures of a visit that an honest relay does not cause.
DISHONEST = ("link.not_a_relay", "link.refused", "membership.refused")
#: Why a visit says that something is missing: a code of app/errors.py.
MISSING = "envelope.missing"
#: Positions that the first step goes back, and how many times as far each further one goes.
STEP, WIDER = 64, 4
_DAY = 86_400
#: The longest rest between two readings of a whole log is two to the power of this, in days.
_LONGEST_REST = 5
#: Envelopes that wait, among which a gap is looked for.
_LOOK = 1_000


@dataclass(frozen=True)
class _Walk:
    """How far back was gone: ``steps`` so far, ``rests`` after the whole was read, and nothing before ``due``."""

    steps: int = 0
    rests: int = 0
    due: int = 0


@dataclass
class Rereading:
    """What one visit to a relay reads again: the spaces, and those of them that are read from their beginning."""

    owner: Owner
    relay: bytes
    spaces: dict[SpaceId, _Walk] = field(default_factory=dict)
    whole: set[SpaceId] = field(default_factory=set)

    def step_back(self) -> None:
        """Before a visit: set back the cursor of every space in which something is missing and it is time to ask."""
        for space in self._ours():
            walk = self._walk(space)
            if walk is None or walk.due > self.owner.clock.now():
                continue
            cursor = self.owner.store.cursors.get(self.relay, space).cursor
            target = max(0, cursor - STEP * WIDER**walk.steps)
            if target == cursor:
                # At the beginning anyway: there is nothing to read again.
                self.owner.store.identity.remove(self._name(space))
                continue
            self.owner.store.cursors.move(self.relay, space, target)
            self.spaces[space] = walk
            if not target:
                self.whole.add(space)

    def look_back(self, tally: Tally) -> bool:
        """After a visit in which the relay has given all that it had: is something proven to be missing?"""
        doubted, brought = tally.doubts | tally.merge.false, tally.merge.envelopes > 0
        proven = False
        for space in self._ours():
            gap = self._has_gap(space)
            proven = proven or gap
            doubt = space in doubted or self._has_strangers(space)
            if gap or doubt or (brought and space in self.spaces and space not in self.whole):
                self._go_on(space)
            elif space in self.spaces:
                self.owner.store.identity.remove(self._name(space))
            elif self._is_behind(space):
                self._keep(space, _Walk())
        return proven

    def suspect(self) -> None:
        """After an answer that no honest relay gives: whatever came before it may have moved us past something."""
        for space in self._ours():
            if self._walk(space) is None:
                self._keep(space, _Walk())

    def _go_on(self, space: SpaceId) -> None:
        walk = self.spaces.get(space)
        if walk is None:
            if self._walk(space) is None:
                self._keep(space, _Walk())
            # else it rests
        elif space in self.whole:
            rest = _DAY << min(walk.rests, _LONGEST_REST)
            self._keep(space, _Walk(walk.steps, walk.rests + 1, self.owner.clock.now() + rest))
        else:
            self._keep(space, _Walk(walk.steps + 1, walk.rests))

    def _has_gap(self, space: SpaceId) -> bool:
        """Does something that this relay gave wait for an earlier one of its device?"""
        inbox, receipts = self.owner.store.inbox, self.owner.store.receipts
        membership = self.owner.membership(space)
        first: dict[DeviceId, int] = {}
        for received in inbox.waiting(space, limit=_LOOK):
            if received.relay == self.relay and genuine(received.envelope, space, membership):
                header = Header.parse(received.envelope)[0]
                device = DeviceId(header.device)
                first[device] = min(first.get(device, header.number), header.number)
        missing = {device: range(receipts.seen(space, device) + 1, number) for device, number in first.items()}
        for received in inbox.aside(space):
            # What its author made so that nobody can read it was not kept back by the relay.
            if genuine(received.envelope, space, membership):
                header = Header.parse(received.envelope)[0]
                if header.number in missing.get(DeviceId(header.device), ()):
                    missing[DeviceId(header.device)] = range(0)
        return any(missing.values())

    def _has_strangers(self, space: SpaceId) -> bool:
        """Did this relay give something of a device that the log does not name, though it has given all of the log?"""
        membership = self.owner.membership(space)
        for received in self.owner.store.inbox.waiting(space, limit=_LOOK):
            if received.relay == self.relay and membership is not None:
                header = Header.parse(received.envelope)[0]
                if membership.public_of(header.device, header.epoch) is None:
                    return True
        return False

    def _is_behind(self, space: SpaceId) -> bool:
        """Have others had something of a device, for a day, that we have not? Asked once for each such thing."""
        store, now = self.owner.store, self.owner.clock.now()
        said = store.receipts.most_reported(space)
        ahead = {
            device.hex(): number
            for device, number in said.items()
            if device not in {self.owner.device_id, *self.owner.former_ids}
            and number > store.receipts.seen(space, device)
        }
        known: dict[str, list[int]] = json.loads(store.identity.text(self._hints(space), "{}"))
        hints = {
            device: known[device] if known.get(device, [0])[0] == number else [number, now]
            for device, number in ahead.items()
        }
        ripe = [device for device, (_, since) in hints.items() if since and now - since >= _DAY]
        for device in ripe:
            hints[device][1] = 0
        if hints != known:
            store.identity.set_text(self._hints(space), json.dumps(hints))
        return bool(ripe)

    def _ours(self) -> list[SpaceId]:
        rows = self.owner.store.spaces.all()
        return [row.space for row in rows if row.relay == self.relay and row.active and not row.private]

    def _walk(self, space: SpaceId) -> _Walk | None:
        known = self.owner.store.identity.text(self._name(space))
        return _Walk(*map(int, known.split())) if known else None

    def _keep(self, space: SpaceId, walk: _Walk) -> None:
        self.owner.store.identity.set_text(self._name(space), f"{walk.steps} {walk.rests} {walk.due}")

    def _name(self, space: SpaceId) -> str:
        return f"reread {self.relay.hex()} {space.hex()}"

    def _hints(self, space: SpaceId) -> str:
        return f"ahead {self.relay.hex()} {space.hex()}"
