"""Second stage: which deltas travel in one envelope.

An envelope is what a cut link may cost twice, and what a compressor sees at once: small ones resume better, large
ones pack tighter. protocol/limits.py says what is aimed at.
"""

from collections.abc import Iterable, Iterator

from app.protocol.limits import MAX_DELTAS, MAX_EXPANSION, PACK_AIM
from app.sync.stages import Collected, Parcel

#: Deltas of Chinese text come out of the compressor at about this part of their size (tests/benchmarks/wire.py).
EXPECTED_RATIO = 0.45
RAW_AIM = int(PACK_AIM / EXPECTED_RATIO)
#: What one delta adds around itself in a payload, at most.
_AROUND = 16


def pack(collected: Iterable[Collected]) -> Iterator[Parcel]:
    """Parcels of about PACK_AIM bytes, in the order given; a delta that is larger travels alone."""
    batch: list[Collected] = []
    size = 0
    for item in collected:
        grown = size + len(item.delta) + _AROUND
        if batch and (grown > min(RAW_AIM, MAX_EXPANSION) or len(batch) >= MAX_DELTAS):
            yield Parcel(batch[0].space, tuple(batch))
            batch, grown = [], len(item.delta) + _AROUND
        batch.append(item)
        size = grown
    if batch:
        yield Parcel(batch[0].space, tuple(batch))
