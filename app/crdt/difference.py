"""What differs between two points of a document's life, exactly: character by character, key by key."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import loro

from app.crdt.comparing import frontiers
from app.crdt.history import MAP, Scalar, scalar
from app.crdt.shifts import Shift, tidied


@dataclass(frozen=True)
class Difference:
    """What turns an earlier state into a later one, or the other way round: shifts of proses, and new values of keys;
    None for a key that goes."""

    texts: Mapping[str, Shift] = field(default_factory=dict)
    values: Mapping[str, Scalar | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.texts or self.values)


def difference(doc: loro.LoroDoc, since: Mapping[int, int], until: Mapping[int, int]) -> Difference:
    """What to do with the document at version ``since`` so that it reads as at ``until``; raises what Loro raises."""
    texts: dict[str, Shift] = {}
    values: dict[str, Scalar | None] = {}
    for container, found in doc.diff(frontiers(doc, since), frontiers(doc, until)).get_diff():
        if not isinstance(container, loro.ContainerID.Root):
            continue
        if isinstance(found, loro.Diff.Text):
            texts[container.name] = tidied([_part(part) for part in found.diff])
        elif isinstance(found, loro.Diff.Map) and container.name == MAP:
            values |= {key: _value(value) for key, value in found.diff.updated.items()}
    return Difference({name: shift for name, shift in texts.items() if shift}, values)


def _part(part: loro.TextDelta) -> int | str:
    if isinstance(part, loro.TextDelta.Insert):
        return part.insert
    if isinstance(part, loro.TextDelta.Delete):
        return -part.delete
    return part.retain if isinstance(part, loro.TextDelta.Retain) else 0


def _value(value: loro.ValueOrContainer | None) -> Scalar | None:
    return scalar(value.value) if isinstance(value, loro.ValueOrContainer.Value) else None
