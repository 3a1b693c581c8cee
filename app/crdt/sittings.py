"""The history as people remember it: by sittings, not by autosaves.

Saves of people who wrote while apart are told one sitting after another, and never an effect before its cause. So the
state after each sitting is a version, each one contained in the next: any two can be compared, and led back to.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import loro

from app.crdt.delta import device_of, encode_version
from app.crdt.history import Operation, Step, clock_time, saves_in
from app.ids import DeviceId

#: Whoever has not saved for so many seconds comes back to another sitting.
PAUSE = 45 * 60


@dataclass(frozen=True)
class Sitting:
    """Saves of one device that came soon after one another; times by its clock, in unix seconds.

    ``inserted`` and ``deleted`` count code points of prose, ``names`` are the values and proses that were written;
    ``before`` and ``after`` are the versions for ``Document.compare`` and ``Document.at``.
    """

    device: DeviceId
    began: int
    ended: int
    saves: int
    inserted: int
    deleted: int
    names: tuple[str, ...]
    before: bytes
    after: bytes


@dataclass(frozen=True)
class _Save:
    peer: int
    end: int
    time: int
    lamport: int
    needs: tuple[tuple[int, int], ...]
    operations: tuple[Operation, ...]


def sittings(doc: loro.LoroDoc, version: Mapping[int, int]) -> tuple[Sitting, ...]:
    """The sittings of the committed part of a document, causes before effects, equal on all replicas."""
    groups: list[list[_Save]] = []
    for save in _in_order([_save(parts, end) for parts, end in saves_in(doc, version)]):
        if groups and _goes_on(groups[-1][-1], save):
            groups[-1].append(save)
        else:
            groups.append([save])
    counts: dict[int, int] = {}
    found = []
    for group in groups:
        before = encode_version(counts)
        counts[group[0].peer] = group[-1].end
        found.append(_sitting(group, before, encode_version(counts)))
    return tuple(found)


def _save(parts: list[Step], end: int) -> _Save:
    first = parts[0]
    needs = tuple((int(peer), int(counter)) for counter, _, peer in (need.partition("@") for need in first.deps))
    time = clock_time(first.timestamp, first.msg)
    return _Save(first.peer, end, time, first.lamport, needs, tuple(one for part in parts for one in part.ops))


def _goes_on(before: _Save, save: _Save) -> bool:
    return before.peer == save.peer and abs(save.time - before.time) <= PAUSE


def _in_order(saves: list[_Save]) -> list[_Save]:
    """Causes first; else a sitting goes on as long as it can, then comes whatever was written first.

    ``saves`` come author by author, so that each one's predecessor of the same author is the one before it.
    """
    ends: dict[int, list[int]] = {}
    places: dict[int, list[int]] = {}
    for place, save in enumerate(saves):
        ends.setdefault(save.peer, []).append(save.end)
        places.setdefault(save.peer, []).append(place)
    waits = [0] * len(saves)
    opens: list[list[int]] = [[] for _ in saves]
    for place, save in enumerate(saves):
        needed = {places[peer][bisect_right(ends[peer], counter)] for peer, counter in save.needs if peer in ends}
        if place and saves[place - 1].peer == save.peer:
            needed.add(place - 1)
        waits[place] = len(needed)
        for cause in needed:
            opens[cause].append(place)
    ready = [(saves[place].time, saves[place].lamport, saves[place].peer, place) for place in range(len(saves))]
    ready = [one for one in ready if not waits[one[-1]]]
    heapify(ready)
    done = [False] * len(saves)
    found: list[_Save] = []
    last = -1
    while ready:
        following = last + 1
        may_go_on = last >= 0 and following < len(saves) and not waits[following] and not done[following]
        if may_go_on and _goes_on(saves[last], saves[following]):
            place = following
        else:
            place = heappop(ready)[-1]
        if done[place]:
            continue
        done[place] = True
        found.append(saves[place])
        last = place
        for effect in opens[place]:
            waits[effect] -= 1
            if not waits[effect]:
                heappush(ready, (saves[effect].time, saves[effect].lamport, saves[effect].peer, effect))
    return found


def _sitting(group: list[_Save], before: bytes, after: bytes) -> Sitting:
    operations = [operation for save in group for operation in save.operations]
    prose = [operation.content for operation in operations if not operation.is_value]
    return Sitting(
        device_of(group[0].peer),
        min(save.time for save in group),
        max(save.time for save in group),
        len(group),
        sum(len(content.text) for content in prose if content.type == "insert"),
        sum(abs(content.len) for content in prose if content.type == "delete"),
        tuple(sorted({operation.name for operation in operations} - {""})),
        before,
        after,
    )
