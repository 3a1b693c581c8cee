"""Second stage: which deltas travel in one envelope.

An envelope is what a reader has to have whole before he can open it, and what a compressor sees at once: small ones
arrive sooner, large ones pack tighter. So what is urgent goes first and in small ones. A cut costs neither anything,
because an envelope travels in parts; but nothing overtakes an envelope once it is sealed, so on a slow link they are
smaller. protocol/limits.py says what is aimed at.
"""

from collections.abc import Iterable

from app.protocol.limits import BULK_AIM, MAX_DELTAS, MAX_EXPANSION, PACK_AIM, SLOW_AIM
from app.sync.stages import Collected

#: Deltas of Chinese text come out of the compressor at about this part of their size (tests/benchmarks/wire.py).
EXPECTED_RATIO = 0.45
#: What has this priority, or a lower one, is awaited by somebody: a comment, an action step.
URGENT = 0
#: Seconds that the largest envelope may keep what comes after it waiting, before smaller ones are made.
PATIENCE = 15.0
#: What one delta adds around itself in a payload, at most.
_AROUND = 16


def bulk_aim(pace: float | None) -> int:
    """Bytes that an envelope without anything urgent aims at, on a link of ``pace`` bytes a second (None: unknown)."""
    return SLOW_AIM if pace is not None and pace * PATIENCE < BULK_AIM else BULK_AIM


def pack(collected: Iterable[Collected], bulk: int = BULK_AIM) -> tuple[Collected, ...]:
    """The next parcel: from the front of what is given, of about PACK_AIM bytes if something urgent leads it, else of
    about ``bulk``. A delta that is larger than the aim travels alone. No more is taken than the first that finds no
    room. What needs somebody at once travels with nothing else, so that it is the smallest."""
    batch: list[Collected] = []
    size = 0
    for item in collected:
        size += len(item.delta) + _AROUND
        if batch and (size > raw_aim(batch[0].priority, bulk) or batch[0].priority < min(item.priority, URGENT)):
            break
        batch.append(item)
        if len(batch) == MAX_DELTAS:
            break
    return tuple(batch)


def raw_aim(priority: int, bulk: int = BULK_AIM) -> int:
    """Uncompressed bytes to put into an envelope that is led by something of that priority."""
    return int(PACK_AIM / EXPECTED_RATIO) if priority <= URGENT else min(int(bulk / EXPECTED_RATIO), MAX_EXPANSION)
