"""The summary of a group's term for the centre school: numbers, what was held, and the texts that authors released.

Everybody in the group sees the same; nobody is named, and no number is of one person.
"""

from collections.abc import Iterator
from datetime import date

from app.export.summary import Held, TermSummary, summary_pages
from app.ids import SpaceId
from app.records.blocks import Pages
from app.records.fields import Date, Moment
from app.records.kind import Kind
from app.records.values import rows_in
from app.store.queries import NO_LIMIT, Listed
from app.workspace.browsing import space_view
from app.workspace.colleagues import colleagues
from app.workspace.desk import Desk

#: A summary has one sheet for all: of a longer text its beginning stands there.
_LONGEST = 160


def term_summary(desk: Desk, space: SpaceId, begins: str, ends: str) -> TermSummary:
    """What a group did from one day to another (ISO, both included). Raises AccessError for a space not hers."""
    row = desk.space(space)
    found = [(kind, list(_within(desk, kind, space, begins, ends))) for kind in desk.registry if kind.alone]
    held = [_held(kind, day, listed) for kind, rows in found if kind.released for day, listed in rows]
    tasks = [task for kind, rows in found for _, listed in rows for task in _tasks(kind, listed)]
    schools = {one.school for one in colleagues(desk, space) if one.school}
    return TermSummary(
        row.name,
        begins,
        ends,
        len(space_view(desk, space).members),
        len(schools),
        sorted(held, key=lambda one: one.day),
        [(kind.label, len(rows)) for kind, rows in found if rows],
        len(tasks),
        sum(tasks),
        sum(not one.said for one in held),
    )


def summary_paper(desk: Desk, space: SpaceId, begins: str, ends: str, language: str) -> Pages:
    """The same as a page to print."""
    return summary_pages(term_summary(desk, space, begins, ends), language)


def summary_word(desk: Desk, space: SpaceId, begins: str, ends: str, language: str) -> bytes:
    """The same as a Word file."""
    from app.export.docx_writing import write_docx

    return write_docx([summary_paper(desk, space, begins, ends, language)])


def _within(desk: Desk, kind: Kind, space: SpaceId, begins: str, ends: str) -> Iterator[tuple[str, Listed]]:
    asked = _day_field(kind)
    wanted = {key for key in (asked, *((kind.tasks.rows,) if kind.tasks else ())) if key}
    wanted |= {kind.released.text, kind.released.by} if kind.released else set()
    for listed in desk.store.queries.list_records(kind.key, space, limit=NO_LIMIT, only=wanted):
        value = listed.values.get(asked) if asked else None
        day = value[:10] if isinstance(value, str) else date.fromtimestamp(listed.created).isoformat()
        if begins <= day <= ends:
            yield day, listed


def _day_field(kind: Kind) -> str:
    """The field that says when such a record is of: as the archive has it, else the first day in its list."""
    declared = next((archived.on for archived in kind.archive if archived.on), "")
    listed = (key for key in kind.columns if isinstance(kind.field(key), Date | Moment))
    return declared or next(listed, "")


def _held(kind: Kind, day: str, listed: Listed) -> Held:
    released = kind.released
    if released is None or not listed.values.get(released.by):
        return Held(day, listed.title)
    text = str(listed.values.get(released.text, "")).strip()
    return Held(day, listed.title, text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


def _tasks(kind: Kind, listed: Listed) -> Iterator[bool]:
    """For each task that was agreed on, whether it is done."""
    if kind.tasks is not None:
        yield from (row.get(kind.tasks.done) is True for row in rows_in(listed.values.get(kind.tasks.rows)))
