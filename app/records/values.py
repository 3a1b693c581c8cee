"""What values may be: how typed text is cleaned, and which value fits which field type.

Nothing that a person typed is refused for the characters in it. Three things only are changed: a NUL is taken out
and half a surrogate pair becomes U+FFFD (neither can be stored), and line ends become one newline, or one space in
a field of one line.
"""

import datetime
import re
from collections.abc import Callable, Mapping

from app.crdt.shape import clean
from app.errors import Bug, RecordError
from app.ids import RecordId, record_id_bytes
from app.records.fields import (
    LIMIT,
    MEMBER_LIMIT,
    Checklist,
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
    Rows,
    Signature,
    YesNo,
)
from app.records.files import attached

Scalar = str | int | bool
Cell = Scalar | list[str]
Row = dict[str, Cell]
#: What a field holds, as Record.values() gives it. A row has its id under "id".
Value = Scalar | list[str] | list[Row]
Values = Mapping[str, Value]


def rows_in(value: Value | None) -> list[Row]:
    """The rows of a repeated group; none where nothing or something else stands there."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def members_in(value: Value | None) -> list[str]:
    """The members of a set of choices or people; none where nothing or something else stands there."""
    return [member for member in value if isinstance(member, str)] if isinstance(value, list) else []


def names_in(value: Value | None) -> list[str]:
    """Whomever a field of one or of several people names; nobody where it is empty or something else stands there."""
    return [value] if isinstance(value, str) and value else members_in(value)


#: Marks that embed, override or isolate the direction of letters, and spaces without width. Marks that scripts need
#: between their letters stay.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]")
_LINE_END = re.compile("\r\n|\r|\n")


def _clean(text: str) -> str:
    return clean(text.replace("\0", ""))


def clean_prose(text: str) -> str:
    """The text as it is kept: see the top of this page."""
    return _LINE_END.sub("\n", _clean(text))


def clean_line(text: str) -> str:
    """The text as a field of one line keeps it."""
    return _LINE_END.sub(" ", _clean(text))


def clean_name(name: str) -> str:
    """A person's or a space's name as it is kept: one line, single spaces, nothing that no file can hold, and nothing
    unseen that turns letters round or makes two names look alike."""
    return " ".join(_UNSEEN.sub("", clean_line(name)).split())


def _bad(field: Field, why: str) -> RecordError:
    return RecordError("record.bad_value", f"{field.key}: {why}", field=field.key)


def _line(field: Field, value: Scalar) -> Scalar | None:
    if not isinstance(value, str):
        raise _bad(field, "not a text")
    return clean_line(value) or None


def _word(field: Field, value: Scalar) -> Scalar | None:
    line = _line(field, value)
    return (line.strip() or None) if isinstance(line, str) else None


def _prose(field: Field, value: Scalar) -> Scalar | None:
    if not isinstance(value, str):
        raise _bad(field, "not a text")
    return clean_prose(value)


def _yes_no(field: Field, value: Scalar) -> Scalar | None:
    if not isinstance(value, bool):
        raise _bad(field, "neither yes nor no")
    return value


def _number(field: Field, value: Scalar) -> Scalar | None:
    least = field.least if isinstance(field, Number) else 0
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= LIMIT[Number]:
        raise _bad(field, "not a number in range")
    return value


def _elapsed(field: Field, value: Scalar) -> Scalar | None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LIMIT[Elapsed]:
        raise _bad(field, "not a time in range")
    return value


def _date(field: Field, value: Scalar) -> Scalar | None:
    if value == "":
        return None
    try:
        if isinstance(value, str) and datetime.date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise _bad(field, "not a day")


def _is_moment(value: str) -> bool:
    try:
        return datetime.datetime.fromisoformat(value).isoformat(timespec="minutes") == value and len(value) == 16
    except ValueError:
        return False


def _moment(field: Field, value: Scalar) -> Scalar | None:
    if value == "":
        return None
    if isinstance(value, str) and _is_moment(value):
        return value
    raise _bad(field, "not a day and time")


def _link(field: Field, value: Scalar) -> Scalar | None:
    if value == "":
        return None
    try:
        if isinstance(value, str):
            record_id_bytes(RecordId(value))
            return value
    except Bug:
        pass
    raise _bad(field, "not a record")


def _signature(field: Field, value: Scalar) -> Scalar | None:
    line = _line(field, value)
    if line is None:
        return None
    when, gap, name = str(line).partition(" ")
    if not (_is_moment(when) and gap and name.strip()):
        raise _bad(field, "not a time and a name")
    return line


def _file(field: Field, value: Scalar) -> Scalar | None:
    if not isinstance(value, str) or attached(value) is None:
        raise _bad(field, "not a file")
    return value


def _rows(field: Field, _value: Scalar) -> Scalar | None:
    raise _bad(field, "rows are added, not set")


#: What one value of each field type may be: gives it as it is kept, None for "not set"; raises RecordError.
#: Of a set it is one member; rows have no value of their own.
CHECK: dict[type[Field], Callable[[Field, Scalar], Scalar | None]] = {
    Line: _line,
    Prose: _prose,
    Date: _date,
    Moment: _moment,
    Number: _number,
    Elapsed: _elapsed,
    YesNo: _yes_no,
    Choice: _word,
    Choices: _word,
    Person: _word,
    People: _word,
    Link: _link,
    Rows: _rows,
    Checklist: _rows,
    Signature: _signature,
    File: _file,
}


def checked(field: Field, value: Scalar | None) -> Scalar | None:
    """The value as it is kept. Raises RecordError when it does not fit the field, or is longer than its limit."""
    if value is None:
        return None
    kept = CHECK[type(field)](field, value)
    if isinstance(kept, str):
        within(field, len(kept), LIMIT[type(field)])
    return kept


def checked_member(field: Field, member: str) -> str:
    """One member of a set as it is kept. Raises RecordError when it is empty or too long."""
    kept = CHECK[type(field)](field, member)
    if not isinstance(kept, str):
        raise _bad(field, "an empty word")
    within(field, len(kept), MEMBER_LIMIT)
    return kept


def within(field: Field, length: int, limit: int) -> None:
    """Raises RecordError when a text of ``length`` characters is over ``limit``."""
    if length > limit:
        raise RecordError("record.text_too_long", limit=limit, length=length, field=field.key)


def fits(field: Field, value: Scalar) -> bool:
    """Whether a value that arrived is of the field's form; a long one is. Another form is shown as it came."""
    try:
        CHECK[type(field)](field, value)
    except RecordError:
        return False
    return True
