"""Second stage: which deltas travel in one envelope.

An envelope is what a reader has to have whole before he can open it, and what a compressor sees at once: small ones
arrive sooner, large ones pack tighter. So what is urgent goes first and in small ones. A cut costs neither anything,
because an envelope travels in parts. protocol/limits.py says what is aimed at.
"""

from collections.abc import Iterable, Iterator

from app.protocol.limits import BULK_AIM, MAX_DELTAS, MAX_EXPANSION, PACK_AIM
from app.sync.stages import Collected, Parcel

#: Deltas of Chinese text come out of the compressor at about this part of their size (tests/benchmarks/wire.py).
EXPECTED_RATIO = 0.45
RAW_AIM = int(PACK_AIM / EXPECTED_RATIO)
RAW_BULK_AIM = min(int(BULK_AIM / EXPECTED_RATIO), MAX_EXPANSION)
#: A kind with this priority is awaited by somebody: a comment, an action step.
URGENT = 0
#: What one delta adds around itself in a payload, at most.
_AROUND = 16


def pack(collected: Iterable[Collected]) -> Iterator[Parcel]:
    """Parcels in the order given, most urgent first: of about PACK_AIM bytes as long as something urgent is in them, of
    about BULK_AIM behind that. A delta that is larger than the aim travels alone.
    """
    batch: list[Collected] = []
    size = 0
    for item in collected:
        grown = size + len(item.delta) + _AROUND
        if batch and (grown > _aim(batch) or len(batch) >= MAX_DELTAS):
            yield Parcel(batch[0].space, tuple(batch))
            batch, grown = [], len(item.delta) + _AROUND
        batch.append(item)
        size = grown
    if batch:
        yield Parcel(batch[0].space, tuple(batch))


def _aim(batch: list[Collected]) -> int:
    return RAW_AIM if batch[0].priority == URGENT else RAW_BULK_AIM
