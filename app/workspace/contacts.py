"""Who may reach a family (归口管理): the class teacher and the mentors have the key; anybody else asks a mentor.

The mentor agrees by founding a space for the two of them, with what she opens in it, and a last day. Until that day the
colleague can open it; the day after, the mentor's program lets her go, and the key changes. What she has read by then,
no program can take back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.errors import AccessError
from app.ids import PersonId, RecordId, SpaceId
from app.records.edits import Edit, SetValue, WriteProse
from app.records.people import person_value
from app.records.purposes import GUEST
from app.records.values import Value, rows_in
from app.store.queries import NO_LIMIT, Listed
from app.workspace import care_circles, charters, editing, gathering, pupils
from app.workspace.desk import Desk
from app.workspace.views import Changes

REQUEST, GRANT, CONTACT = "contact_request", "contact_grant", "family_contact"
#: Codes of the terms ``contact_scopes`` and ``contact_answers``.
TELEPHONE, ADDRESS, AGREED = "p", "a", "y"


@dataclass(frozen=True)
class FamilyView:
    """How the family of a pupil is reached. ``contact`` is the record, for those who have its key; everybody else is
    told to ask ``mentors``. ``mine``: this person is one of those, also while there is nothing to read yet. ``asked``:
    one's own request that waits for an answer."""

    pupil: RecordId
    space: SpaceId
    name: str
    class_name: str
    mentors: tuple[tuple[str, str], ...]  # hexadecimal id and name
    mine: bool
    contact: RecordId | None
    granted: RecordId | None
    asked: RecordId | None


@dataclass(frozen=True)
class RequestView:
    """A request that waits for this person's answer."""

    record: RecordId
    name: str
    by: str
    scope: tuple[str, ...]
    why: str
    until: str


@dataclass(frozen=True)
class Terms:
    """What a mentor agrees to: until which day, what about, in which form, how often, and what she opens (codes of the
    terms ``contact_scopes``)."""

    until: str
    about: str
    form: str = ""
    often: str = ""
    scope: tuple[str, ...] = ()


def families(desk: Desk) -> tuple[FamilyView, ...]:
    """Every pupil of one's spaces, and whether one has the key to the family's data, or whom to ask."""
    contacts, grants = _newest(desk, CONTACT), _newest(desk, GRANT)
    me = person_value(desk.person)
    asked = [one for one in _all(desk, REQUEST) if one.values.get("asks") == me and not one.values.get("answer")]
    found = []
    for space in pupils.homes(desk):
        for pupil in pupils.pupils(desk, space):
            contact = contacts.get(pupil.record) or contacts.get(pupil.name)
            grant = grants.get(pupil.name)
            request = next((one for one in asked if one.values.get("pupil") == pupil.record), None)
            found.append(
                FamilyView(
                    pupil.record,
                    space,
                    pupil.name,
                    pupil.class_name,
                    tuple((mentor.person, mentor.name) for mentor in pupil.mentors),
                    desk.person.hex() in pupil.around,
                    contact.record if contact is not None else None,
                    grant.record if grant is not None else None,
                    request.record if request is not None else None,
                )
            )
    return tuple(found)


def begin_contact(desk: Desk, family: FamilyView) -> RecordId:
    """How a family is reached, to be typed: in the pupil's care circle, or a draft while there is none."""
    values: dict[str, Value] = {"name": family.name, "pupil": family.pupil, "class_name": family.class_name}
    return editing.create(desk, CONTACT, values, care_circles.care_space(desk, family.pupil))


def ask(desk: Desk, family: FamilyView, mentor: str, scope: Sequence[str], why: str, until: str) -> RecordId:
    """Ask a mentor (hexadecimal id, or a name) for access to a family, in the space where the pupil stands."""
    person = person_value(PersonId(bytes.fromhex(mentor))) if len(mentor) == 2 * len(desk.person) else mentor
    values: dict[str, Value] = {
        "name": family.name,
        "pupil": family.pupil,
        "asks": person_value(desk.person),
        "mentor": person,
        "scope": list(scope),
        "why": why,
        "until": until,
    }
    return editing.create(desk, REQUEST, {key: value for key, value in values.items() if value}, family.space)


def requests(desk: Desk) -> tuple[RequestView, ...]:
    """The requests that wait for this person's answer, the longest waiting first."""
    mine = [
        one
        for one in desk.store.queries.where(REQUEST, mentor=person_value(desk.person))
        if not one.values.get("answer") and not one.mine
    ]
    return tuple(
        RequestView(
            one.record,
            _pupils_name(desk, one.values) or one.title,
            desk.name_of(one.space, one.author),
            tuple(str(code) for code in _several(one.values.get("scope"))),
            str(one.values.get("why") or ""),
            str(one.values.get("until") or ""),
        )
        for one in mine
    )


def answer(desk: Desk, request: RecordId, code: str, words: str) -> Changes:
    """Answer a request without opening anything: the mentor passes it on, or not now."""
    return _answer(desk, request, code, words, "")


def grant(desk: Desk, request: RecordId, terms: Terms) -> Changes:
    """Agree: a space for the two, what is opened in it, and its last day. Raises AccessError, RecordError.

    All of it is done or nothing.
    """
    opened = desk.open(request)
    values = opened.record.values()
    author = desk.author_of(opened.stored.space, opened.stored.author)
    if author is None:
        raise AccessError("access.not_known", "nobody knows who asks")
    name = _pupils_name(desk, values) or str(values.get("name") or "")
    told: dict[str, Value] = {
        "name": name,
        "colleague": str(values.get("asks") or ""),
        "mentor": person_value(desk.person),
        "until": terms.until,
        "scope": list(terms.scope),
        "request": request,
        "about": terms.about,
        "form": terms.form,
        "often": terms.often,
        **_opened(_newest(desk, CONTACT), values, terms.scope),
    }
    with desk.store.transaction():
        space = gathering.gather(desk, name, GUEST, [author.hex()], opened.stored.space, "commenter")
        charters.limit_row(desk, space, author, terms.until, terms.about)
        made = editing.create(desk, GRANT, {key: value for key, value in told.items() if value}, space)
        changes = _answer(desk, request, AGREED, terms.about, terms.until)
    return changes | Changes(frozenset({made}), spaces=True, sync=True)


def _opened(contacts: Mapping[str, Listed], values: Mapping[str, Value], scope: Sequence[str]) -> dict[str, Value]:
    """What of the family's data is opened: telephone numbers, the address, or nothing of either."""
    contact = contacts.get(str(values.get("pupil") or values.get("name")))
    if contact is None:
        return {}
    found: dict[str, Value] = {}
    if TELEPHONE in scope:
        rows = rows_in(contact.values.get("people"))
        found["people"] = [{key: cell for key, cell in row.items() if key != "id"} for row in rows]
    if ADDRESS in scope and contact.values.get("address"):
        found["address"] = contact.values["address"]
    return found


def _answer(desk: Desk, request: RecordId, code: str, words: str, until: str) -> Changes:
    edits: list[Edit] = [
        SetValue("answer", code),
        WriteProse("answer_words", words),
        SetValue("granted_until", until or None),
    ]
    answering = frozenset({"answer", "answer_words", "granted_until"})
    opened = desk.open(request)
    return editing.save_change(desk, opened, lambda record: record.apply(edits), answering=answering)


def _newest(desk: Desk, kind: str) -> dict[str, Listed]:
    """By pupil, the record that changed last: by the link to the roster, and by name only where it has none, for two
    children may have one name."""
    return {str(one.values.get("pupil") or one.title): one for one in reversed(_all(desk, kind))}


def _pupils_name(desk: Desk, values: Mapping[str, Value]) -> str:
    """The name on the roster of the pupil whom a request is linked to: her family is opened, whatever its words say."""
    found = desk.store.queries.these([RecordId(str(values["pupil"]))]) if values.get("pupil") else []
    return next((one.title for one in found if one.kind == pupils.PUPIL), "")


def _all(desk: Desk, kind: str) -> list[Listed]:
    return desk.store.queries.list_records(kind, limit=NO_LIMIT)


def _several(value: Value | None) -> list[object]:
    return list(value) if isinstance(value, list) else []
