"""A table between the clipboard and the rows of a form, both ways."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from app.records.fields import Field, Line
from app.records.tabular import Pasted, Reading, as_html, as_text, grid_from, grid_of, lines_of, rows_from
from app.records.terms import Terms
from app.records.values import Row
from app.records.written import Manner
from app.ui.forms.around import Around


def taken_in(around: Around, columns: Sequence[Field], source: QMimeData, column: Field | None) -> Pasted | None:
    """The rows that lie on a clipboard, for a cell of ``column`` or for none; None if no table lies there.

    Several lines without columns are rows only for a cell that holds one line.
    """
    markup, text = source.html() if source.hasHtml() else "", source.text()
    grid = grid_of(markup, text) or (lines_of(text) if isinstance(column, Line) else None)
    if grid is None:
        return None
    reading = Reading(_manner(around), {member.name: member.person for member in around.members}, around.today())
    first = next((at for at, one in enumerate(columns) if column is not None and one.key == column.key), 0)
    pasted = rows_from(columns, grid, reading, first)
    return pasted if pasted.rows else None


def copied_out(around: Around, columns: Sequence[Field], rows: Sequence[Row]) -> QMimeData:
    """Rows as a spreadsheet takes them, and as WPS and Word do."""
    grid = grid_from(columns, rows, _manner(around))
    source = QMimeData()
    source.setText(as_text(grid))
    source.setHtml(as_html(grid))
    return source


def _manner(around: Around) -> Manner:
    return Manner(around.desk.texts.language, Terms(), around.name_of)
