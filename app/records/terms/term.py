"""One word of a list of terms, and the short way to write such a list down."""

from dataclasses import dataclass

from app.records.label import Label


@dataclass(frozen=True)
class Term:
    """One word of a list: the short code that is stored, and what people read."""

    code: str
    label: Label


def terms(*triples: tuple[str, str, str]) -> tuple[Term, ...]:
    """The terms of a list, each from its code, its Chinese and its English word."""
    return tuple(Term(code, Label(zh, en)) for code, zh, en in triples)
