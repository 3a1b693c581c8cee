"""One record's document: a thin, total, typed wrapper around Loro, and the only code that imports it."""

from app.crdt.comparing import Comparison, Run, Sort
from app.crdt.delta import MAX_DELTA, device_of, peer_of, writers
from app.crdt.document import Document
from app.crdt.history import Change, Rival, Scalar
from app.crdt.replica import Merged
from app.crdt.shape import cell, clean
from app.crdt.sittings import Sitting

__all__ = [
    "MAX_DELTA",
    "Change",
    "Comparison",
    "Document",
    "Merged",
    "Rival",
    "Run",
    "Scalar",
    "Sitting",
    "Sort",
    "cell",
    "clean",
    "device_of",
    "peer_of",
    "writers",
]
