"""The words of a teacher's own growth: lists that the program brings, by the names that declarations use."""

from app.records.terms.term import Term

LISTS: dict[str, tuple[Term, ...]] = {}
