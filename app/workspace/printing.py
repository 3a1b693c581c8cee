"""A record as it goes on paper, with what stands beside it; screens and files make of these pages what they need."""

from collections.abc import Sequence
from dataclasses import replace

from app.errors import Bug
from app.export.appendix import Agreed, Remark, remarks_behind, steps_behind
from app.export.contents import Writing
from app.export.pages import Job, pages_of, raw_pages
from app.ids import PersonId, RecordId, SpaceId, record_id_bytes
from app.records.blocks import Block, Pages
from app.records.files import Attached
from app.records.paper import SHARING, PrintChoice
from app.records.people import person_of
from app.records.written import Manner
from app.workspace.desk import Desk, Opened
from app.workspace.names_out import Names
from app.workspace.preparing import preparation_on_paper
from app.workspace.review import comments_beside, steps_beside
from app.workspace.school import school_numbers
from app.workspace.views import Printable


def printables(desk: Desk, records: Sequence[RecordId]) -> tuple[Printable, ...]:
    """Those of these records that are here, in the same order, without opening any."""
    stored = (desk.store.documents.load(record) for record in records)
    return tuple(Printable(one.record, one.kind, one.title) for one in stored if one is not None)


def pages(desk: Desk, record: RecordId, choice: PrintChoice) -> Pages:
    """The record as pages in the layout and length chosen. Raises RecordError("record.missing")."""
    return pages_with(desk, record, choice)


def pages_with(desk: Desk, record: RecordId, choice: PrintChoice, names: Names | None = None) -> Pages:
    """The record as pages, with stand-ins for these names. Raises RecordError("record.missing")."""
    opened = desk.open(record)
    space = desk.space(opened.stored.space)
    above = "" if space.relay is None else space.name
    kind = opened.record.kind
    if kind is None:
        return raw_pages(opened.record.kind_key, opened.record.values(), choice.language, above)
    writing = writing_in(desk, opened.stored.space, choice.language)
    values = opened.record.values()
    if kind.apart is not None and kind.on_paper.margin is not None:
        prepared = preparation_on_paper(desk, opened)
        values = {**values, kind.on_paper.margin: prepared} if prepared else values
    if names is not None:
        values = names.values(kind, values, whole=True)
        writing = replace(writing, linked=lambda link: names.text(_title(desk, link)))
    made = pages_of(Job(kind, values, choice, writing), above, _behind(desk, opened, choice, writing))
    sharing = school_numbers(desk.store).get(kind.on_paper.sheet_number)
    return replace(made, to_a_sheet=sharing) if sharing in SHARING else made


def word_file(desk: Desk, records: Sequence[RecordId], choice: PrintChoice) -> bytes:
    """The records as one Word file, in the layout and length chosen. Raises RecordError("record.missing")."""
    # The library that writes it takes a seventh of a second to import, and few ask for it.
    from app.export.docx_writing import write_docx

    return write_docx([pages(desk, record, choice) for record in records])


def writing_in(desk: Desk, space: SpaceId, language: str) -> Writing:
    """How to write records of a space on paper: names in place of ids, titles in place of links."""
    names = _names_in(desk, space)

    def name(value: str) -> str:
        person = person_of(value)
        return names.get(person, value) if person is not None else value

    def picture(file: Attached) -> bytes:
        return desk.store.attachments.content(file.digest) or b""

    return Writing(Manner(language, name=name), lambda link: _title(desk, link), picture)


def _names_in(desk: Desk, space: SpaceId) -> dict[PersonId, str]:
    """Who may be named in records of a space; in a draft everybody in any of her spaces."""
    rows = desk.store.spaces.all() if space == desk.private_space else []
    return {person: name for row in rows for person, name in desk.names(row.space).items()} | desk.names(space)


def _title(desk: Desk, link: str) -> str:
    """What the record behind a link is called; the link itself while the record is not here."""
    try:
        record_id_bytes(RecordId(link))
    except Bug:
        return link
    stored = desk.store.documents.load(RecordId(link))
    return stored.title if stored is not None and stored.title else link


def _behind(desk: Desk, opened: Opened, choice: PrintChoice, writing: Writing) -> tuple[Block, ...]:
    behind: tuple[Block, ...] = ()
    if choice.comments:
        behind += remarks_behind(_remarks(desk, opened), writing)
    if choice.steps:
        steps = steps_beside(desk, opened.stored)
        agreed = [Agreed(one.text, one.due, one.owner_name, one.answer, one.done) for one in steps]
        behind += steps_behind(agreed, writing)
    return behind


def _remarks(desk: Desk, opened: Opened) -> list[Remark]:
    comments = comments_beside(desk, opened)
    known = {one.record for one in comments}
    return [
        Remark(
            one.author,
            one.quote,
            one.body,
            tuple((other.author, other.body) for other in comments if other.parent == one.record),
        )
        for one in comments
        if one.parent is None or one.parent not in known
    ]
