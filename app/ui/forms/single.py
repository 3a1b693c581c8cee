"""The inputs that hold one value: all but repeated groups, whose rows are made of these."""

from app.records.fields import (
    Choice,
    Choices,
    Date,
    Elapsed,
    Field,
    File,
    Line,
    Link,
    Moment,
    Number,
    People,
    Person,
    Prose,
    Signature,
    YesNo,
)
from app.ui.forms.around import Around
from app.ui.forms.choosing import ChoiceInput, ChoicesInput, PeopleInput, PersonInput
from app.ui.forms.dates import DateInput, MomentInput
from app.ui.forms.elapsed import ElapsedInput
from app.ui.forms.files import FilesInput
from app.ui.forms.input import Input
from app.ui.forms.linking import LinkInput, SignatureInput
from app.ui.forms.texts import LineInput, NumberInput, ProseInput, YesNoInput

#: One line for each field type that can stand in a row.
SINGLE: dict[type[Field], type[Input]] = {
    Line: LineInput,
    Prose: ProseInput,
    Date: DateInput,
    Moment: MomentInput,
    Number: NumberInput,
    Elapsed: ElapsedInput,
    YesNo: YesNoInput,
    Choice: ChoiceInput,
    Choices: ChoicesInput,
    Person: PersonInput,
    People: PeopleInput,
    Link: LinkInput,
    Signature: SignatureInput,
    File: FilesInput,
}


def make_cell(field: Field, path: str, around: Around) -> Input:
    """The input for a column of a row."""
    return SINGLE[type(field)](field, path, around)
