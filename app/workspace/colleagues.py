"""Colleagues as their cards tell of them: who they are, of which school, what they can help with.

Whose card it is, its author says and nothing in it: nobody can hand in a card for somebody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.ids import DeviceId, PersonId, RecordId, SpaceId
from app.records.pinyin import sort_key
from app.records.values import Value, members_in
from app.store.queries import NO_LIMIT, Listed
from app.workspace.desk import Desk

PROFILE = "profile"


@dataclass(frozen=True)
class Colleague:
    """Somebody with whom this person shares a space, with what her card says; ``person`` is the hexadecimal id.

    Codes of terms stand as they are kept. ``card`` is her card here, None while none has come; ``spaces`` are the names
    of the spaces that both are in.
    """

    person: str
    name: str
    school: str = ""
    duties: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    class_name: str = ""
    strengths: str = ""
    level: str = ""
    sort: str = ""
    capacity: int | None = None
    contact: str = ""
    about: str = ""
    spaces: tuple[str, ...] = ()
    card: RecordId | None = None


def profile(desk: Desk) -> Mapping[str, Value]:
    """What one's own card says, by field key; empty without one."""
    own = own_card(desk, desk.private_space)
    return own.values if own is not None else {}


def own_card(desk: Desk, space: SpaceId) -> Listed | None:
    """One's own card in a space: of several, which two laptops may have made, always the same one."""
    found = desk.store.queries.list_records(PROFILE, space, mine=True, limit=NO_LIMIT)
    return min(found, key=lambda listed: listed.record, default=None)


def colleagues(desk: Desk, space: SpaceId | None = None) -> list[Colleague]:
    """The others in a space, or in any of one's spaces, each once, by name as it is read."""
    found: dict[PersonId, Colleague] = {}
    cards = _cards(desk)
    for row in desk.store.spaces.all():
        state = desk.owner.membership(row.space) if row.active and space in (None, row.space) else None
        names = desk.names(row.space)
        for member in state.active() if state is not None else ():
            person = PersonId(member.person)
            if person == desk.person:
                continue
            known = found.get(person)
            spaces = tuple(sorted((*(known.spaces if known is not None else ()), row.name)))
            name = known.name if known is not None else names.get(person, person.hex())
            found[person] = _colleague(person, name, spaces, cards.get(person))
    return sorted(found.values(), key=lambda one: (sort_key(one.name), one.person))


def myself(desk: Desk) -> Colleague:
    """One's own card, in the form of a colleague's."""
    return _colleague(desk.person, desk.name, (), own_card(desk, desk.private_space))


class Schools:
    """Who is of which school, as their cards say: asked once for all that one verb shows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._of_person = {person: str(card.values.get("school", "")) for person, card in _cards(desk).items()}
        self._of_person[desk.person] = str(profile(desk).get("school", ""))

    def of_person(self, person: PersonId) -> str:
        """Her school; "" while no card of hers is here."""
        return self._of_person.get(person, "")

    def of(self, space: SpaceId, device: DeviceId) -> str:
        """The school of whoever wrote with a device in a space."""
        person = self._desk.author_of(space, device)
        return self.of_person(person) if person is not None else ""


def _cards(desk: Desk) -> dict[PersonId, Listed]:
    """The newest card of each person."""
    found: dict[PersonId, Listed] = {}
    for listed in desk.store.queries.list_records(PROFILE, mine=False, limit=NO_LIMIT, descending=False):
        person = desk.author_of(listed.space, listed.author)
        if person is not None:
            found[person] = listed
    return found


def _colleague(person: PersonId, name: str, spaces: tuple[str, ...], card: Listed | None) -> Colleague:
    if card is None:
        return Colleague(person.hex(), name, spaces=spaces)
    values = card.values
    capacity = values.get("capacity")
    return Colleague(
        person=person.hex(),
        name=name,
        school=_text(values, "school"),
        duties=_several(values, "duties"),
        subjects=_several(values, "subjects"),
        grades=_several(values, "grades"),
        editions=_several(values, "editions"),
        class_name=_text(values, "class_name"),
        strengths=_text(values, "strengths"),
        level=_text(values, "level"),
        sort=_text(values, "sort"),
        capacity=capacity if isinstance(capacity, int) else None,
        contact=_text(values, "contact"),
        about=_text(values, "about"),
        spaces=spaces,
        card=card.record,
    )


def _text(values: Mapping[str, Value], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _several(values: Mapping[str, Value], key: str) -> tuple[str, ...]:
    value = values.get(key)
    return tuple(members_in(value))
