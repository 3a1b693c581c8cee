"""Leaving a trail (工作留痕): what a person did, when, and who can say that it was there by then.

It is made and kept by the person alone, of her own records. Checking a file needs nobody to be signed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from app.errors import AccessError
from app.export.story import tellable, told
from app.export.trail import TrailLine, trail_pages
from app.ids import RecordId
from app.records.archive import CHAPTERS
from app.records.blocks import Pages
from app.records.kinds import ALL
from app.records.registry import Registry
from app.records.written import Manner
from app.sync.carrying import Post
from app.sync.stages import Do
from app.sync.trail import (
    CheckedRecord,
    CheckedTrail,
    answer_to,
    begin_asking,
    card_of,
    catch_up,
    check,
    end_asking,
    write_trail,
)
from app.sync.trail_file import seen_by
from app.workspace.archive import Part, parts_of
from app.workspace.desk import Desk
from app.workspace.syncing import relays_in_use


@dataclass(frozen=True)
class TrailSort:
    """Records of one sort that could stand in a trail."""

    key: str
    part: Part


@dataclass(frozen=True)
class TrailView:
    """What could stand in a trail; ``witnessed``: when a relay last signed, by its clock; ``since``: saves after it."""

    sorts: tuple[TrailSort, ...]
    witnessed: int | None
    since: int
    relays: int


def sorts_of(desk: Desk) -> TrailView:
    """The sorts of one's own records, and how the witnesses stand."""
    catch_up(desk.owner)
    order = {chapter.key: at for at, chapter in enumerate(CHAPTERS)}
    found = sorted(parts_of(desk, "", "9999"), key=lambda pair: order[pair[0]])
    sorts = [TrailSort(f"{key} {part.label.en}", part) for key, part in found if part.entries and not part.counted]
    signed = desk.store.trail.witnesses()
    newest = signed[-1] if signed else None
    since = desk.store.trail.count() - (newest.upto if newest is not None else 0)
    return TrailView(tuple(sorts), newest.told if newest is not None else None, since, len(relays_in_use(desk)))


def ask_relays(desk: Desk, post: Post, do: Do[Any]) -> int:
    """Let each relay on which she has a space sign; gives the time of the last. Raises LinkError, AccessError."""
    relays = do(lambda: relays_in_use(desk))
    if not relays:
        raise AccessError("trail.no_relay", "no relay")
    signed = 0
    for relay in relays:
        hello, upto = do(partial(begin_asking, desk.owner, relay))
        answer = answer_to(relay, hello, post)
        row = do(partial(end_asking, desk.owner, relay, hello, upto, answer))
        signed = max(signed, row.told)
    return signed


def trail_file(desk: Desk, records: Sequence[RecordId]) -> bytes:
    """The file of these records of hers. Raises AccessError("trail.nothing")."""
    return write_trail(desk.owner, desk.name, records)


def trail_paper(desk: Desk, records: Sequence[RecordId], language: str) -> Pages:
    """The same as a page to print: what was done when, and what shows it."""
    return pages_of_trail(check_file(trail_file(desk, records)), language)


def sign_seen(desk: Desk, data: bytes) -> bytes:
    """A colleague's file with this person's signature: she has seen it today. Raises AccessError."""
    card = card_of(desk.owner, desk.owner.device.public)
    return seen_by(data, desk.name, desk.owner.person.signing.public, desk.owner.device, card, desk.clock.now())


def check_file(data: bytes) -> CheckedTrail:
    """Check a file to the last byte; needs nobody signed in. Raises AccessError: trail.not_one, trail.changed."""
    return check(data, Registry(ALL))


def pages_of_trail(found: CheckedTrail, language: str) -> Pages:
    """What a checked trail shows, set for paper: whose it is, a line for each record, and who signed when."""
    lines = [
        TrailLine(
            _title(one), _sort(one, language), one.saves, *map(_day, (one.first, one.last, one.first_by, one.last_by))
        )
        for one in found.records
    ]
    relays = [(relay.hex()[:16], _day(told)) for relay, told in found.relays]
    seen = [(name, root.hex(), _day(time)) for name, root, time in found.seen]
    return trail_pages(found.name, found.keeper.hex(), _day(found.made), lines, relays, seen, language)


def words_of(one: CheckedRecord, language: str) -> str:
    """The words of one record of a trail."""
    kind, values = one.record.kind, one.record.values()
    if kind is None:
        return "\n".join(str(value) for value in values.values())
    fields = {field.key for field in tellable(kind, values)}
    return told(kind, values, Manner(language), fields)


def _title(one: CheckedRecord) -> str:
    return one.record.title()


def _sort(one: CheckedRecord, language: str) -> str:
    kind = one.record.kind
    return kind.label.in_language(language) if kind is not None else one.record.kind_key


def _day(time: int | None) -> str:
    return "" if time is None else datetime.fromtimestamp(time).isoformat(" ", "minutes")
