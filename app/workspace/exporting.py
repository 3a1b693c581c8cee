"""Text files out."""

from app.export.text import raw_to_markdown, to_markdown
from app.ids import RecordId
from app.records.label import Label
from app.workspace.desk import Desk


def export_text(desk: Desk, record: RecordId, language: str) -> str:
    """A record as Markdown in the words of its declaration; it can be imported again."""
    opened = desk.open(record)
    if opened.record.kind is None:
        return raw_to_markdown(opened.record.kind_key, opened.record.values())

    def label(term: Label) -> str:
        return term.in_language(language)

    return to_markdown(
        opened.record.kind,
        opened.record.values(),
        label,
        name=desk.namer(opened.stored.space),
        strays=opened.record.strays(),
    )
