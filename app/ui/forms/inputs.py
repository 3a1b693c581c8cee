"""Which input each field type has: the table ``INPUT``. A new field type is one more line here."""

from app.records.fields import (
    Checklist,
    Choice,
    Choices,
    Date,
    Field,
    Line,
    Link,
    Moment,
    Number,
    People,
    Person,
    Prose,
    Rows,
    Signature,
    YesNo,
)
from app.ui.forms.around import Around
from app.ui.forms.choosing import ChoiceInput, ChoicesInput, PeopleInput, PersonInput
from app.ui.forms.dates import DateInput, MomentInput
from app.ui.forms.input import Input
from app.ui.forms.linking import LinkInput, SignatureInput
from app.ui.forms.rows import RowsInput
from app.ui.forms.texts import LineInput, NumberInput, ProseInput, YesNoInput

#: One line for each field type.
INPUT: dict[type[Field], type[Input]] = {
    Line: LineInput,
    Prose: ProseInput,
    Date: DateInput,
    Moment: MomentInput,
    Number: NumberInput,
    YesNo: YesNoInput,
    Choice: ChoiceInput,
    Choices: ChoicesInput,
    Person: PersonInput,
    People: PeopleInput,
    Link: LinkInput,
    Rows: RowsInput,
    Checklist: RowsInput,
    Signature: SignatureInput,
}


def make_input(field: Field, path: str, around: Around) -> Input:
    """The input for a field, or for a cell of a row."""
    return INPUT[type(field)](field, path, around)
