"""Matching pupils and mentors both ways: propose, say yes, reassign; what was is kept.

A school's number of pupils for one mentor asks for a reason above it and forbids nothing ("in principle"). Nobody says
yes in a colleague's place; for the pupils the class teacher does, from their slips.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from app.errors import AccessError, RecordError
from app.ids import PersonId, RecordId, SpaceId
from app.records.audience import KEEPER, WRITERS
from app.records.edits import Mark, SetValue
from app.records.people import person_value
from app.records.pinyin import sort_key
from app.workspace import editing
from app.workspace.colleagues import Colleague, colleagues, myself
from app.workspace.desk import Desk
from app.workspace.pupil_views import (
    MENTOR_SIDE,
    PUPIL_SIDE,
    MatchingCounts,
    MatchingView,
    MentorView,
    PairingView,
    PupilView,
    Someone,
)
from app.workspace.pupils import PAIRING, Humans, homes, method_of, pupil, pupils
from app.workspace.school import school_numbers
from app.workspace.views import Changes

_NUMBER = "pupils_per_mentor"


def matching(desk: Desk, space: SpaceId) -> MatchingView:
    """All of a space's pupils, mentors, and what waits for this person. Raises AccessError for an unknown space."""
    found = pupils(desk, space)
    answers = tuple(
        (pairing, side)
        for one in found
        for pairing in one.open
        for side in pairing.waits_for
        if may_answer(desk, one, pairing, side)
    )
    name = desk.space(space).name
    return MatchingView(space, name, method_of(desk, space), tuple(found), tuple(mentors(desk, space, found)), answers)


def counts(desk: Desk) -> list[MatchingCounts]:
    """For each space with pupils: who is without (for those who keep it), and how many yeses wait for this person."""
    told = []
    for space in homes(desk):
        view = matching(desk, space)
        looks_after = desk.owner.role_in(space) == KEEPER
        without = len(view.without_mentor) if looks_after else 0
        idle = len(view.without_pupils) if looks_after and view.pupils else 0
        limit = school_numbers(desk.store, space)[_NUMBER]
        full = sum(1 for one in view.mentors if one.full) if without else 0
        told.append(MatchingCounts(space, view.space_name, without, idle, len(view.answers), full=full, limit=limit))
    return told


def mentors(desk: Desk, space: SpaceId, found: Sequence[PupilView]) -> list[MentorView]:
    """Everybody of a space who can be a mentor, and whoever is one by name alone; by name."""
    humans, limit = Humans(desk, space), school_numbers(desk.store, space)[_NUMBER]
    load: dict[str, int] = {}
    named: dict[str, Someone] = {}
    for pairing in (pairing for one in found for pairing in one.open):
        load[pairing.mentor.key] = load.get(pairing.mentor.key, 0) + 1
        named[pairing.mentor.key] = pairing.mentor
    membership = desk.owner.membership(space)
    for member in membership.active() if membership is not None else ():
        if str(member.role) in WRITERS:
            person = member.person.hex()
            named[person] = Someone(person, humans.names.get(person, ""))
    me, own = desk.person.hex(), myself(desk)
    cards = {**{one.person: one for one in colleagues(desk, space)}, me: own}
    views = [_mentor(who, cards.get(who.person), load.get(key, 0), limit, me) for key, who in named.items()]
    return sorted(views, key=lambda one: (sort_key(one.who.name), one.who.key))


def _mentor(who: Someone, card: Colleague | None, load: int, limit: int, me: str) -> MentorView:
    if card is None:
        return MentorView(who=who, me=False, pupils=load, limit=limit, room=None)
    return MentorView(
        who=who,
        me=who.person == me,
        pupils=load,
        limit=limit,
        room=card.capacity,
        subjects=card.subjects,
        grades=card.grades,
        duties=card.duties,
        strengths=card.strengths,
    )


def propose(
    desk: Desk, record: RecordId, mentor: str, reason: str = "", *, lead: bool | None = None
) -> tuple[RecordId, Changes]:
    """Propose a mentor (hexadecimal id, or a name) for a pupil; whoever proposes says yes for her own side at once.

    Raises RecordError("pairing.reason") for one more than the school's number without a reason, and
    RecordError("pairing.twice") for a mentor whom the pupil has already.
    """
    one = pupil(desk, record)
    who = _someone(desk, one.space, mentor)
    if any(pairing.mentor.key == who.key for pairing in one.open):
        raise RecordError("pairing.twice", "open already", name=who.name)
    limit, load = school_numbers(desk.store, one.space)[_NUMBER], _load(desk, one.space, who)
    if load >= limit and not reason.strip():
        raise RecordError("pairing.reason", f"{load} of {limit}", name=who.name, count=load, limit=limit)
    leads = lead if lead is not None else not one.open
    values: dict[str, str | bool] = {
        "pupil": record, "mentor": _value(who), "lead": leads, "begun": _today(desk), "reason": reason.strip(),
    }  # fmt: skip
    values |= {side: True for side in (MENTOR_SIDE, PUPIL_SIDE) if _says_yes(desk, one, who, side)}
    with desk.store.transaction():
        made = editing.create(desk, PAIRING, {key: value for key, value in values.items() if value}, one.space)
        touched = {made, record}
        if leads:
            touched |= _lead_no_more(desk, one.open)
    return made, Changes(frozenset(touched), sync=True)


def propose_many(desk: Desk, wanted: Iterable[tuple[RecordId, str]], reason: str = "") -> Changes:
    """Propose several, as a suggestion was looked at and taken; pupils who have that mentor already are passed over."""
    touched: frozenset[RecordId] = frozenset()
    for record, mentor in wanted:
        try:
            touched |= propose(desk, record, mentor, reason)[1].records
        except RecordError as error:
            if error.code != "pairing.twice":
                raise
    return Changes(touched, sync=True)


def answer(desk: Desk, record: RecordId, side: str, *, yes: bool, why: str = "") -> Changes:
    """Say yes, or no, for one side. Raises AccessError("access.no_right") for a side that is not hers to answer."""
    one, pairing = _pairing(desk, record)
    if not may_answer(desk, one, pairing, side):
        raise AccessError("access.no_right", side)
    if not yes:
        return end(desk, record, why)
    return editing.edit(desk, record, [SetValue(side, True)]).changes


def may_answer(desk: Desk, one: PupilView, pairing: PairingView, side: str) -> bool:
    """Is it this person who is asked? A mentor who is a member answers for herself and nobody in her place; for the
    pupil, and for a mentor known by name alone, the class teacher does, or a keeper where there is none."""
    me = desk.person.hex()
    if side == MENTOR_SIDE and pairing.mentor.person:
        return pairing.mentor.person == me
    teacher = one.class_teacher.person if one.class_teacher is not None else ""
    return teacher == me if teacher else desk.owner.role_in(one.space) == KEEPER


def end(desk: Desk, record: RecordId, why: str = "") -> Changes:
    """End a pairing today; it stays as it was, with the day on which it ended."""
    one, pairing = _pairing(desk, record)
    edits = [SetValue("ended", _today(desk)), SetValue("lead", False), *([SetValue("ended_why", why)] if why else [])]
    with desk.store.transaction():
        changes = editing.edit(desk, record, edits).changes
        others = [other for other in one.open if other.record != record]
        if pairing.lead and len(others) == 1:
            changes = Changes(changes.records | _set_lead(desk, others[0].record, True), sync=True)
    return changes


def reassign(desk: Desk, record: RecordId, mentor: str, why: str = "", reason: str = "") -> tuple[RecordId, Changes]:
    """Another mentor in the place of this one: the former pairing ends, and the new one is proposed."""
    one, pairing = _pairing(desk, record)
    with desk.store.transaction():
        ended = end(desk, record, why)
        made, changes = propose(desk, one.record, mentor, reason, lead=pairing.lead)
    return made, Changes(ended.records | changes.records, sync=True)


def lead(desk: Desk, record: RecordId) -> Changes:
    """Let this mentor lead where a pupil has several."""
    one = _pairing(desk, record)[0]
    with desk.store.transaction():
        touched = _lead_no_more(desk, [other for other in one.open if other.record != record])
        touched |= _set_lead(desk, record, True)
    return Changes(frozenset(touched), sync=True)


def wish(desk: Desk, record: RecordId, mentor: str, *, wished: bool = True) -> Changes:
    """Note from a pupil's slip that she wishes for this mentor (hexadecimal id, or a name), or take it out again."""
    who = _someone(desk, pupil(desk, record).space, mentor)
    return editing.edit(desk, record, [Mark("wishes", _value(who), wished)]).changes


def _says_yes(desk: Desk, one: PupilView, who: Someone, side: str) -> bool:
    """Does proposing already say yes for a side? For one's own; and a wish on the slip is the pupil's yes."""
    if side == PUPIL_SIDE and any(wished.key == who.key for wished in one.wishes):
        return True
    me, teacher = desk.person.hex(), one.class_teacher
    if side == MENTOR_SIDE:
        return who.person == me
    return teacher is not None and teacher.person == me


def _load(desk: Desk, space: SpaceId, who: Someone) -> int:
    """How many pupils somebody has today, by her id or by her name as it was typed."""
    ways = {_value(who), who.name}
    counted = (desk.store.queries.count(PAIRING, space, equals={"mentor": way, "ended": None}) for way in ways if way)
    return sum(counted)


def _pairing(desk: Desk, record: RecordId) -> tuple[PupilView, PairingView]:
    found = desk.store.queries.these([record])
    about = found[0].values.get("pupil") if found else None
    if not isinstance(about, str):
        raise RecordError("record.missing", "no pairing")
    one = pupil(desk, RecordId(about))
    pairing = next((one for one in one.pairings if one.record == record), None)
    if pairing is None:
        raise RecordError("record.missing", "no pairing")
    return one, pairing


def _lead_no_more(desk: Desk, open_ones: Iterable[PairingView]) -> set[RecordId]:
    touched: set[RecordId] = set()
    for other in open_ones:
        if other.lead:
            touched |= _set_lead(desk, other.record, False)
    return touched


def _set_lead(desk: Desk, record: RecordId, leads: bool) -> frozenset[RecordId]:
    return editing.edit(desk, record, [SetValue("lead", leads)]).changes.records


def _someone(desk: Desk, space: SpaceId, mentor: str) -> Someone:
    humans = Humans(desk, space)
    if mentor in humans.names:
        return Someone(mentor, humans.names[mentor])
    found = humans.someone(mentor.strip())
    if found is None:
        raise RecordError("record.bad_value", "nobody", field="mentor")
    return found


def _value(who: Someone) -> str:
    return person_value(PersonId(bytes.fromhex(who.person))) if who.person else who.name


def _today(desk: Desk) -> str:
    return date.fromtimestamp(desk.clock.now()).isoformat()
