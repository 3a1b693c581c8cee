"""What the store keeps of a record: from the document that merges to the row that lists and searches show."""

from app.records.links import links_in
from app.records.measuring import characters
from app.records.record import Record
from app.store.attachments import Named
from app.store.documents import Content


def content_of(record: Record) -> Content:
    """The record as a save or a merge leaves it; its document must have no uncommitted change."""
    values = record.values()
    return Content(
        kind=record.kind_key,
        version=record.version,
        state=record.document.state(),
        words=record.searchable(values=values),
        row=values,
        deleted=record.deleted,
        template=bool(record.template),
        urgent=record.urgent,
        size=characters(values),
        files=tuple(Named(file.file, file.digest, file.size, file.added) for file in record.files(values)),
        links=links_in(record.kind, values),
    )
