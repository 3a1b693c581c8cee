"""How an envelope becomes items, in either direction: whole if it is short, else in parts from where the last visit
stopped.
"""

from collections.abc import Iterator

from app.protocol.envelope import Header
from app.protocol.failures import Refusal
from app.protocol.limits import PART
from app.protocol.messages import EnvelopeDown, EnvelopeUp, Item, PartDown, PartUp


def items_up(space_index: int, number: int, envelope: bytes, held: int = 0) -> Iterator[EnvelopeUp | PartUp]:
    """The uploads that bring the envelope with this number to a relay which has ``held`` bytes of it."""
    if len(envelope) <= PART:
        yield EnvelopeUp(space_index, envelope)
        return
    for offset in _offsets(len(envelope), held):
        yield PartUp(space_index, number, offset, len(envelope), envelope[offset : offset + PART])


def items_down(space_index: int, cursor: int, envelope: bytes, held: int = 0) -> Iterator[EnvelopeDown | PartDown]:
    """The downloads that bring the envelope at ``cursor`` to a device which has ``held`` bytes of it."""
    if len(envelope) <= PART:
        yield EnvelopeDown(space_index, cursor, envelope)
        return
    for offset in _offsets(len(envelope), held):
        yield PartDown(space_index, cursor, offset, len(envelope), envelope[offset : offset + PART])


def _offsets(whole: int, held: int) -> range:
    # Whoever claims to hold all of it, or more, holds something else: he is given it anew.
    return range(held if held < whole else 0, whole, PART)


def number_of(item: Item) -> int:
    """The number of an envelope that goes up, as far as it can be read; 0 for anything else."""
    if isinstance(item, PartUp):
        return item.number
    if not isinstance(item, EnvelopeUp):
        return 0
    try:
        return Header.parse(item.envelope)[0].number
    except Refusal:
        return 0
