"""Pupils as this person may read them, each with the pairings of today and those before."""

from collections.abc import Mapping, Sequence

from app.errors import RecordError
from app.ids import RecordId, SpaceId
from app.records.people import person_of
from app.records.pinyin import sort_key
from app.records.purposes import ATTENTION, SCHOOL, TEAM
from app.store.queries import NO_LIMIT, Listed
from app.sync.purpose import purpose_of
from app.workspace.desk import Desk
from app.workspace.pupil_views import SIDES, USUAL_METHOD, PairingView, PupilView, Someone
from app.workspace.school import school_record

PUPIL, PAIRING, FLAG = "pupil", "pairing", "attention"


class Humans:
    """Who is meant by a value of a person field in one space; asked of the store once."""

    def __init__(self, desk: Desk, space: SpaceId) -> None:
        membership = desk.owner.membership(space)
        self.names = {person.hex(): name for person, name in desk.names(space).items()}
        active = {member.person.hex() for member in membership.active()} if membership is not None else set()
        known = [(self.names.get(person, ""), person) for person in active]
        #: Members by name, where only one has it: a name typed before she came means her.
        self.by_name = {
            name: person for name, person in known if name and sum(1 for other, _ in known if other == name) == 1
        }
        self.active = frozenset(active)

    def someone(self, value: object) -> Someone | None:
        """Who is meant; None by an empty value."""
        if not isinstance(value, str) or not value:
            return None
        person = person_of(value)
        if person is not None:
            return Someone(person.hex(), self.names.get(person.hex(), ""))
        return Someone(self.by_name.get(value, ""), value)


def homes(desk: Desk) -> list[SpaceId]:
    """The spaces in which pupils may lie: whole schools first. A mentor team's is one where pupils lie in it, or where
    there is no school: those that a matching makes hold none."""
    rows = [row for row in desk.store.spaces.all() if row.active and not row.private]
    schools = [row.space for row in rows if purpose_of(desk.store, row.space) == SCHOOL]
    teams = [row.space for row in rows if purpose_of(desk.store, row.space) == TEAM]
    return schools + [team for team in teams if not schools or desk.store.queries.count(PUPIL, team)]


def pupils(desk: Desk, space: SpaceId) -> list[PupilView]:
    """The pupils of a space, by class and name."""
    found = desk.store.queries.list_records(PUPIL, space, limit=NO_LIMIT)
    paired = desk.store.queries.list_records(PAIRING, space, order="created", descending=False, limit=NO_LIMIT)
    return _views(desk, space, found, paired)


def my_pupils(desk: Desk) -> list[PupilView]:
    """The pupils whose mentor this person is today, in all her spaces."""
    me = desk.person.hex()
    return [
        pupil
        for space in homes(desk)
        for pupil in pupils(desk, space)
        if any(mentor.person == me for mentor in pupil.mentors)
    ]


def pupil(desk: Desk, record: RecordId) -> PupilView:
    """One pupil. Raises RecordError("record.missing")."""
    found = desk.store.queries.these([record])
    if not found:
        raise RecordError("record.missing", "no such pupil here")
    paired = desk.store.queries.where(PAIRING, pupil=record)
    return _views(desk, found[0].space, found, paired)[0]


def method_of(desk: Desk, space: SpaceId) -> str:
    """How the school of a space lets pupils and mentors find each other: a key of ``SIDES``."""
    school = school_record(desk.store, space)
    method = str(school.values.get("matching") or "") if school is not None else ""
    return method if method in SIDES else USUAL_METHOD


def flagged(desk: Desk) -> frozenset[RecordId]:
    """The pupils with a flag of special guidance that this person can read and that has not ended."""
    spaces = {row.space for row in desk.store.spaces.all() if purpose_of(desk.store, row.space) == ATTENTION}
    flags = desk.store.queries.list_records(FLAG, limit=NO_LIMIT) if spaces else []
    return frozenset(
        RecordId(str(flag.values["pupil"]))
        for flag in flags
        if flag.space in spaces and flag.values.get("pupil") and not flag.values.get("until")
    )


def _views(desk: Desk, space: SpaceId, found: Sequence[Listed], paired: Sequence[Listed]) -> list[PupilView]:
    humans, special, sides = Humans(desk, space), flagged(desk), SIDES[method_of(desk, space)]
    pairings: dict[str, list[PairingView]] = {}
    for listed in paired:
        view = _pairing(listed, humans, sides) if listed.space == space else None
        if view is not None:
            pairings.setdefault(view.pupil, []).append(view)
    views = [
        _pupil(listed, humans, tuple(pairings.get(listed.record, ())), special=listed.record in special)
        for listed in found
    ]
    return sorted(views, key=lambda one: (sort_key(one.class_name), sort_key(one.name), one.record))


def _pairing(listed: Listed, humans: Humans, sides: Sequence[str]) -> PairingView | None:
    values = listed.values
    mentor = humans.someone(values.get("mentor"))
    if mentor is None or not isinstance(values.get("pupil"), str):
        return None
    return PairingView(
        record=listed.record,
        pupil=RecordId(str(values["pupil"])),
        mentor=mentor,
        lead=values.get("lead") is True,
        waits_for=tuple(side for side in sides if values.get(side) is not True),
        begun=_text(values, "begun"),
        ended=_text(values, "ended"),
        reason=_text(values, "reason"),
        ended_why=_text(values, "ended_why"),
    )


def _pupil(listed: Listed, humans: Humans, pairings: tuple[PairingView, ...], *, special: bool) -> PupilView:
    values = listed.values
    wishes = values.get("wishes")
    wished = [humans.someone(wish) for wish in wishes] if isinstance(wishes, list) else []
    return PupilView(
        record=listed.record,
        space=listed.space,
        name=listed.title,
        number=_text(values, "number"),
        class_name=_text(values, "class_name"),
        grade=_text(values, "grade"),
        class_teacher=humans.someone(values.get("class_teacher")),
        wishes=tuple(one for one in wished if one is not None),
        pairings=pairings,
        special=special,
    )


def _text(values: Mapping[str, object], key: str) -> str:
    return str(values.get(key) or "")
