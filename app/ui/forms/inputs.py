"""Which input each field type has: the table ``INPUT``. A new field type is one more line here or in ``single``."""

from app.records.fields import Checklist, Field, Rows
from app.ui.forms.around import Around
from app.ui.forms.input import Input
from app.ui.forms.rows import RowsInput
from app.ui.forms.single import SINGLE
from app.ui.forms.timed_rows import TimedRowsInput

#: One line for each field type.
INPUT: dict[type[Field], type[Input]] = {**SINGLE, Rows: RowsInput, Checklist: RowsInput}


def make_input(field: Field, path: str, around: Around) -> Input:
    """The input for a field of a record."""
    if isinstance(field, Rows) and field.stopwatch is not None:
        return TimedRowsInput(field, path, around)
    return INPUT[type(field)](field, path, around)
