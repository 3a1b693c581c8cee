"""Single values as people write them on paper and in files, both ways: to text and back.

A list of members is written with the language's own mark between them; a member that holds the mark has a
backslash before it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from app.records.elapsed import elapsed_text, seconds_of
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
    Signature,
    YesNo,
)
from app.records.files import all_attached
from app.records.label import Label
from app.records.terms import Terms
from app.records.values import Cell
from app.resources import LANGUAGES

YES = Label("是", "Yes")
NO = Label("否", "No")
#: What stands between a label and its value, and between the members of a list.
COLON = Label("：", ": ")
COMMA = Label("、", "; ")


@dataclass(frozen=True)
class Manner:
    """How to write: the language, the term lists, and how a person is named (as kept, unless told otherwise)."""

    language: str
    terms: Terms = field(default_factory=Terms)
    name: Callable[[str], str] = str

    def comma(self) -> str:
        """What stands between the members of a list."""
        return COMMA.in_language(self.language)


def _as_kept(_field: Field, value: Cell, _manner: Manner) -> str:
    return str(value)


def _moment(_field: Field, value: Cell, _manner: Manner) -> str:
    return str(value).replace("T", " ", 1)


def _elapsed(_field: Field, value: Cell, _manner: Manner) -> str:
    return elapsed_text(value) if isinstance(value, int) else str(value)


def _yes_no(_field: Field, value: Cell, manner: Manner) -> str:
    return (YES if value else NO).in_language(manner.language)


def _terms_of(field: Field) -> str:
    return field.terms if isinstance(field, Choice | Choices) else ""


def _term(field: Field, value: Cell, manner: Manner) -> str:
    return manner.terms.show(_terms_of(field), str(value), manner.language)


def _human(_field: Field, value: Cell, manner: Manner) -> str:
    return manner.name(str(value))


def _listed(one: Callable[[Field, Cell, Manner], str]) -> Callable[[Field, Cell, Manner], str]:
    def write(field: Field, value: Cell, manner: Manner) -> str:
        mark = manner.comma()[0]
        members = [one(field, member, manner) for member in (value if isinstance(value, list) else [])]
        return manner.comma().join(re.sub(rf"[\\{mark}]", r"\\\g<0>", member) for member in members)

    return write


def _files(_field: Field, value: Cell, manner: Manner) -> str:
    return manner.comma().join(f"{file.name} ({size_text(file.size)})" for file in all_attached(value))


def size_text(size: int) -> str:
    """A size in bytes as people say it: ``180 KB``, ``3.2 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))} KB"
    return f"{size / 1_000_000:.1f} MB"


#: How each type's value is written on one line. Prose and rows are blocks of their own.
WRITTEN: dict[type[Field], Callable[[Field, Cell, Manner], str]] = {
    Line: _as_kept,
    Date: _as_kept,
    Moment: _moment,
    Number: _as_kept,
    Elapsed: _elapsed,
    YesNo: _yes_no,
    Choice: _term,
    Choices: _listed(_term),
    Person: _human,
    People: _listed(_human),
    Link: _as_kept,
    Signature: _as_kept,
    File: _files,
}


def _text(_field: Field, text: str, _manner: Manner) -> Cell | None:
    return text or None


def _from_moment(_field: Field, text: str, _manner: Manner) -> Cell | None:
    return text.strip().replace(" ", "T", 1)


def _from_day(_field: Field, text: str, _manner: Manner) -> Cell | None:
    parts = re.fullmatch(r"\s*(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?\s*", text)
    return f"{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}" if parts else text


def _from_number(_field: Field, text: str, _manner: Manner) -> Cell | None:
    # Only words that add nothing to the number: "第3节", "5 分钟".
    digits = re.fullmatch(r"\s*第?\s*(\d{1,7})\s*(?:分钟|课时|节|min|minutes)?\s*", text)
    return int(digits[1]) if digits else None


def _from_elapsed(_field: Field, text: str, _manner: Manner) -> Cell | None:
    return seconds_of(text)


def _from_yes_no(_field: Field, text: str, _manner: Manner) -> Cell | None:
    wanted = text.strip().casefold()
    answers = {label.in_language(language).casefold(): label is YES for label in (YES, NO) for language in LANGUAGES}
    return answers.get(wanted)


def _from_term(field: Field, text: str, manner: Manner) -> Cell | None:
    return manner.terms.value_of(_terms_of(field), text) or None


def _from_list(field: Field, text: str, manner: Manner) -> Cell | None:
    comma = manner.comma()
    escaped = rf"(?:\\.|(?!{re.escape(comma)})[^\\])+"
    members = [re.sub(r"\\(.)", r"\1", found, flags=re.DOTALL) for found in re.findall(escaped, text, re.DOTALL)]
    return [manner.terms.value_of(_terms_of(field), member) for member in members if member.strip()] or None


def _no_file(_field: Field, _text: str, _manner: Manner) -> Cell | None:
    # A text holds the names of files and not the files: there is nothing to attach.
    return None


#: How each type's value is read again. None, or what CHECK refuses: the text is kept elsewhere, never dropped.
READ_AGAIN: dict[type[Field], Callable[[Field, str, Manner], Cell | None]] = {
    Line: _text,
    Date: _from_day,
    Moment: _from_moment,
    Number: _from_number,
    Elapsed: _from_elapsed,
    YesNo: _from_yes_no,
    Choice: _from_term,
    Choices: _from_list,
    Person: _text,
    People: _from_list,
    Link: _text,
    Signature: _text,
    File: _no_file,
}
