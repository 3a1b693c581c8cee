"""Two who write about each other, and read only when both have written.

Each presses "written": a mark with a digest of her words goes into the space of the two, and her own words are closed.
When her program knows both marks, it shares her words, and the salt with which the digest was made. So it works by any
road, in any order, after days; and each can see that the other's words were not changed after the first mark. What is
held back cannot be forced: a changed program could read the other's words and never share its own (docs/security.md).
"""

import enum
import json
from dataclasses import dataclass

from app.crypto.signing import digest
from app.errors import AccessError, RecordError
from app.ids import PersonId, RecordId, SpaceId
from app.records.edits import WriteProse
from app.records.fields import Prose
from app.records.kind import Kind
from app.records.people import person_of, person_value
from app.records.values import Values
from app.store.queries import Listed
from app.workspace.desk import Desk, Names, Opened
from app.workspace.editing import create, edit, set_deleted, share
from app.workspace.views import Changes

#: What the digest is for, so that it can be taken for nothing else.
_PURPOSE = b"tongxing mutual 1\0"
_SALT, _HELD_TO = "mutual ", "mutual held to "
_SALT_BYTES = 32


class Stage(enum.Enum):
    """How far the two are: she writes; she has written, and the other has not; both have."""

    WRITING = "writing"
    WAITING = "waiting"
    OPEN = "open"


@dataclass(frozen=True)
class MutualView:
    """How an assessment stands. ``name`` is the other's; ``space`` the one in which both will read it, empty where they
    have none in common; ``other`` is the other's assessment, once it is here; ``intact``: it reads as when its author
    said "written", None while that cannot be told."""

    record: RecordId
    stage: Stage
    mine: bool
    name: str
    space: str
    other: RecordId | None = None
    intact: bool | None = None


def mutual_view(desk: Desk, record: RecordId) -> MutualView | None:
    """How an assessment stands; None for a record of another sort."""
    opened = desk.open(record)
    kind = opened.record.kind
    if kind is None or kind.mutual is None or opened.record.template:
        return None
    mark = _mark_of(desk, kind, opened)
    if not opened.stored.mine:
        names = Names(desk)
        by = names.of(opened.stored.space, opened.stored.author)
        space = desk.space(opened.stored.space).name
        mine = next((one for one in [_counterpart(desk, kind, mark)] if one is not None), None) if mark else None
        own = _record_of(mine) if mine is not None else None
        return MutualView(record, Stage.OPEN, False, by, space, own, _intact(desk, opened, mark, own))
    whom = _whom(kind, opened.record.values())
    place = _place(desk, whom) if whom is not None else None
    name = Names(desk).person(place, whom) if place is not None and whom is not None else ""
    where = desk.space(place).name if place is not None else ""
    if mark is None:
        return MutualView(record, Stage.WRITING, True, name, where)
    theirs = _counterpart(desk, kind, mark)
    stage = Stage.OPEN if opened.stored.space != desk.private_space else Stage.WAITING
    other = _record_of(theirs) if theirs is not None else None
    there = desk.store.documents.load(other) if other is not None else None
    if other is None or there is None or theirs is None:
        return MutualView(record, stage, True, name, where)
    return MutualView(record, stage, True, name, where, other, _intact(desk, desk.open(other), theirs, record))


def be_ready(desk: Desk, record: RecordId) -> Changes:
    """Say "written" of an assessment: from now on it is closed, and opens when the other has written too.

    Raises AccessError("access.no_common_space") where the two share nothing, RecordError while nothing is written.
    """
    opened = desk.open(record)
    kind, values = opened.record.kind, opened.record.values()
    whom = _whom(kind, values) if kind is not None else None
    if kind is None or kind.mutual is None or whom is None or opened.stored.space != desk.private_space:
        field = kind.mutual.whom if kind is not None and kind.mutual is not None else ""
        raise RecordError("record.bad_value", "nobody to write to", field=field)
    if not any(values.get(field.key) for field in kind.fields() if isinstance(field, Prose)):
        raise RecordError("record.bad_value", "nothing is written", field=kind.main)
    space = _place(desk, whom)
    if space is None:
        raise AccessError("access.no_common_space", kind.key)
    if _mark_of(desk, kind, opened) is not None:
        return Changes()
    salt = desk.chance(_SALT_BYTES).hex()
    number = 1 + max((_number(one) for one in _marks(desk, kind, space, desk.person, whom)), default=0)
    with desk.store.transaction():
        desk.store.identity.set_text(_SALT + record, salt)
        mark = create(
            desk,
            kind.mutual.mark,
            {
                "digest": digest_of(values, salt, desk.person),
                "whom": person_value(whom),
                "number": number,
                "record": record,
            },
            space,
        )
    return Changes(frozenset({record, mark}), sync=True) | open_due(desk)


def take_back(desk: Desk, record: RecordId) -> Changes:
    """Go on writing. Raises AccessError("access.both_written") once the other has written too."""
    opened = desk.open(record)
    kind = opened.record.kind
    mark = _mark_of(desk, kind, opened) if kind is not None and kind.mutual is not None else None
    if kind is None or mark is None:
        return Changes()
    if _counterpart(desk, kind, mark) is not None or opened.stored.space != desk.private_space:
        raise AccessError("access.both_written", kind.key)
    return set_deleted(desk, mark.record, True) | Changes(frozenset({record}), sync=True)


def open_due(desk: Desk) -> Changes:
    """Share every assessment of her own whose other has been written too, and the salt of its mark."""
    changes = Changes()
    for kind in desk.registry:
        for mark in desk.store.queries.list_records(kind.mutual.mark, mine=True) if kind.mutual is not None else ():
            record = _record_of(mark)
            stored = desk.store.documents.load(record) if record is not None else None
            due = stored is not None and stored.space == desk.private_space and not stored.deleted
            theirs = _counterpart(desk, kind, mark)
            if record is None or not due or theirs is None:
                continue
            salt = desk.store.identity.text(_SALT + record)
            with desk.store.transaction():
                # A mark is a record, which its author could change, or put another beside it, once he has read hers.
                desk.store.identity.set_text(_HELD_TO + record, str(theirs.values.get("digest", "")))
                changes |= share(desk, record, mark.space, both=True)
                changes |= edit(desk, mark.record, [WriteProse("salt", salt)]).changes
    return changes


def digest_of(values: Values, salt: str, author: PersonId) -> str:
    """The digest to which an author is held: of all that her assessment says, her salt, and herself; hexadecimal."""
    written = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest(_PURPOSE + bytes.fromhex(salt) + author + written.encode("utf-8")).hex()


def _intact(desk: Desk, opened: Opened, mark: Listed | None, own: RecordId | None) -> bool | None:
    """Does the other's assessment read as at its mark: as that was when this person's program opened hers (``own``)?"""
    author = desk.author_of(opened.stored.space, opened.stored.author)
    salt = str(mark.values.get("salt", "")) if mark is not None else ""
    if mark is None or author is None or not salt:
        return None
    held_to = desk.store.identity.text(_HELD_TO + own) if own is not None else ""
    try:
        found = digest_of(opened.record.values(), salt, author)
    except ValueError:
        return False
    return len(salt) == 2 * _SALT_BYTES and found == (held_to or mark.values.get("digest"))


def _mark_of(desk: Desk, kind: Kind, opened: Opened) -> Listed | None:
    """The mark of a record: made by the author of the record, and of nobody else."""
    assert kind.mutual is not None  # whoever asks has looked
    for mark in desk.store.queries.where(kind.mutual.mark, record=opened.stored.record):
        author = desk.author_of(mark.space, mark.author)
        if mark.mine if opened.stored.mine else author == desk.author_of(opened.stored.space, opened.stored.author):
            return mark
    return None


def _counterpart(desk: Desk, kind: Kind, mark: Listed) -> Listed | None:
    """The other's mark of the same time: his n-th about her belongs to her n-th about him."""
    author, whom = desk.author_of(mark.space, mark.author), person_of(str(mark.values.get("whom", "")))
    if author is None or whom is None:
        return None
    found = _marks(desk, kind, mark.space, whom, author)
    return next((one for one in found if _number(one) == _number(mark)), None)


def _marks(desk: Desk, kind: Kind, space: SpaceId, by: PersonId, whom: PersonId) -> list[Listed]:
    assert kind.mutual is not None  # whoever asks has looked
    marks = desk.store.queries.where(kind.mutual.mark, whom=person_value(whom))
    return [mark for mark in marks if mark.space == space and desk.author_of(space, mark.author) == by]


def _number(mark: Listed) -> int:
    number = mark.values.get("number")
    return number if isinstance(number, int) else 0


def _record_of(mark: Listed) -> RecordId | None:
    record = mark.values.get("record")
    return RecordId(record) if isinstance(record, str) else None


def _whom(kind: Kind | None, values: Values) -> PersonId | None:
    return person_of(str(values.get(kind.mutual.whom, ""))) if kind is not None and kind.mutual is not None else None


def _place(desk: Desk, whom: PersonId) -> SpaceId | None:
    """The space of the two: of those in which both are, the one with the fewest people."""
    if whom == desk.person:
        return None
    found: list[tuple[int, SpaceId]] = []
    for row in desk.store.spaces.all():
        membership = desk.owner.membership(row.space) if row.active and not row.private else None
        members = [member.person for member in membership.active()] if membership is not None else []
        if whom in members and desk.person in members:
            found.append((len(members), row.space))
    return min(found)[1] if found else None
