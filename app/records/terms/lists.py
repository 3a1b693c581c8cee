"""Term lists: the words offered where a form gives a choice, in both languages.

A list is an offer, not a fence: a word that is not in it is kept and shown as it was typed. The lists here are the
ones that the program brings, a file for each group of kinds; a school may replace any of them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from app.records.terms import growth, lessons, mentoring, people, plc, pupils, school
from app.records.terms.term import Term
from app.resources import LANGUAGES

#: The lists by the names that declarations use.
LISTS: Mapping[str, tuple[Term, ...]] = MappingProxyType(
    {
        **lessons.LISTS,
        **mentoring.LISTS,
        **plc.LISTS,
        **pupils.LISTS,
        **growth.LISTS,
        **school.LISTS,
        **people.LISTS,
    }
)


class Terms:
    """The lists as one school uses them; the program's own where it has not changed them."""

    def __init__(self, changed: Mapping[str, tuple[Term, ...]] | None = None) -> None:
        self._lists = {**LISTS, **(changed or {})}

    def offer(self, name: str) -> tuple[Term, ...]:
        """The terms of a list, in the order to show them; empty for a list that nobody made."""
        return self._lists.get(name, ())

    def changed(self, name: str, terms: tuple[Term, ...]) -> "Terms":
        """These lists with one of them replaced."""
        return Terms({**self._lists, name: terms})

    def show(self, name: str, value: str, language: str) -> str:
        """What people read for a stored value: the term's label, or the value itself when it is a typed word.

        A code of the program's own list is shown by its label even when the school took the term out.
        """
        for term in (*self.offer(name), *LISTS.get(name, ())):
            if term.code == value:
                return term.label.in_language(language)
        return value

    def value_of(self, name: str, text: str) -> str:
        """What is stored for a word that somebody typed: a term's code if it is its label, else the word itself."""
        wanted = text.strip().casefold()
        for term in self.offer(name):
            if any(term.label.in_language(language).casefold() == wanted for language in LANGUAGES):
                return term.code
        return text.strip()
