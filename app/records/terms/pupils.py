"""The words of pupils and their families: lists that the program brings, by the names that declarations use."""

from app.records.terms.term import Term

LISTS: dict[str, tuple[Term, ...]] = {}
