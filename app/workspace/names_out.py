"""Whose names are taken out of what is passed on, and records read without them.

Pupils are known from the records whose title is a pupil's name, colleagues from all spaces, others from the fields of
people in which somebody typed a name, and from what the person adds herself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.records.kind import Kind
from app.records.nameless import Finder, Wanted, names_for, without_names, written
from app.records.people import person_value
from app.records.searching import names_typed
from app.records.stand_ins import Named, Sort
from app.records.values import Value, Values
from app.records.without_names import Rewriting, rewritten, texts_of
from app.store.queries import NO_LIMIT
from app.workspace.desk import Desk


def pupils_known(desk: Desk) -> list[Named]:
    """Every pupil of whom there is a record here."""
    rows = (
        row
        for kind in desk.registry
        if kind.names_pupils
        for row in desk.store.queries.list_records(kind.key, limit=NO_LIMIT, only=())
    )
    return [Named(row.title.strip(), Sort.PUPIL) for row in rows if row.title.strip()]


def colleagues_known(desk: Desk) -> list[Named]:
    """Everybody in any of this person's spaces, herself included."""
    names = dict.fromkeys((desk.name, *(name for _, name in _members(desk))))
    return [Named(name, Sort.TEACHER) for name in names if name.strip()]


def typed_in(kind: Kind, values: Values) -> list[Named]:
    """The names that somebody typed into this record's fields of people."""
    return [Named(name, Sort.OTHER) for name in dict.fromkeys(names_typed(kind, values))]


@dataclass(frozen=True)
class Names:
    """Stand-ins for all that is passed on together: one person has one in all records of a pack."""

    finder: Finder
    wanted: Wanted
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    #: By the value of a field of people, the name that it stands for.
    members: Mapping[str, str] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """A text in which a stand-in stands wherever somebody is named."""
        (pieces,) = without_names([text], self.finder, self.wanted, self.stand_ins)
        return written(pieces)

    def person(self, value: str) -> str:
        """The stand-in for whoever a field names; a name that is known nowhere is rewritten as a text is."""
        name = self.members.get(value, value)
        return self.stand_ins.get(name) or self.text(name)

    def values(self, kind: Kind, values: Values, *, whole: bool = False) -> dict[str, Value]:
        """A record's values without names; a ``whole`` one keeps who is named in fields of people, links, signatures,
        pictures and files."""
        return rewritten(kind, values, Rewriting(self.text, str if whole else self.person, whole))


def names_of(
    desk: Desk,
    records: Sequence[tuple[Kind, Values]],
    people: Sequence[Named],
    wanted: Wanted,
    texts: Sequence[str] = (),
) -> Names:
    """The stand-ins of these people in these records and texts."""
    members = dict(_members(desk))
    finder = Finder(people)
    read = [members.get(text, text) for kind, values in records for text in texts_of(kind, values)]
    return Names(finder, wanted, names_for([*texts, *read], finder, wanted), members)


def _members(desk: Desk) -> Iterator[tuple[str, str]]:
    for row in desk.store.spaces.all():
        for person, name in desk.names(row.space).items():
            yield person_value(person), name
