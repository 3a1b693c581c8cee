"""The words of the school and its partners: lists that the program brings, by the names that declarations use."""

from app.records.terms.term import Term

LISTS: dict[str, tuple[Term, ...]] = {}
