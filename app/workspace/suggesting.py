"""Suggestions for a matching: wishes first, then who has most room. A suggestion is looked at; it assigns nothing.

As many pupils as possible are suggested somebody whom they wish for, within the school's number for each mentor. For
pupils of special guidance, leaders, middle managers, class teachers and psychology teachers are suggested first; only
those who can read the flags get such a suggestion. Nothing is asked about results. Where two wish for the same last
place, their ids decide, which are random: no name and no class stands before another.
"""

from collections.abc import Mapping, Sequence

from app.ids import RecordId
from app.workspace.pupil_views import MentorView, PupilView, Suggestion

#: Who takes pupils of special guidance first, by the codes of the terms ``duties``: leaders, middle managers, class
#: teachers, psychology teachers.
FIRST_FOR_SPECIAL = frozenset("plicy")
WISH, SPECIAL, GRADE, ROOM = "wish", "special", "grade", "room"


def suggest(pupils: Sequence[PupilView], mentors: Sequence[MentorView]) -> list[Suggestion]:
    """A mentor for each of these pupils who has none, as far as there is room, in the order of the pupils."""
    free = [one for one in pupils if not one.open]
    by_chance = sorted(free, key=lambda one: one.record)
    room = {mentor.who.key: _room(mentor) for mentor in mentors}
    by_key = {mentor.who.key: mentor for mentor in mentors}
    given = _wishes([one for one in by_chance if one.special], room, by_key, only=FIRST_FOR_SPECIAL)
    for key in given.values():
        room[key] -= 1
    given |= _wishes([one for one in by_chance if one.record not in given], room, by_key, only=None)
    room = {mentor.who.key: _room(mentor) for mentor in mentors}
    taken = {key: sum(1 for mentor in given.values() if mentor == key) for key in room}
    why: dict[RecordId, str] = dict.fromkeys(given, WISH)
    for one in sorted(by_chance, key=lambda one: not one.special):
        if one.record not in given:
            found = _with_most_room(one, mentors, room, taken)
            if found is not None:
                given[one.record], why[one.record] = found[0].who.key, found[1]
                taken[found[0].who.key] += 1
    return [
        Suggestion(one.record, by_key[given[one.record]].who, why[one.record]) for one in free if one.record in given
    ]


def _room(mentor: MentorView) -> int:
    """How many more pupils: up to what she said she can take, and never above the school's number."""
    most = mentor.limit if mentor.room is None else min(mentor.room, mentor.limit)
    return max(0, most - mentor.pupils)


def _wishes(
    pupils: Sequence[PupilView],
    room: Mapping[str, int],
    mentors: Mapping[str, MentorView],
    *,
    only: frozenset[str] | None,
) -> dict[RecordId, str]:
    """As many pupils as can be with somebody whom they wish for: augmenting paths, with room for several each."""
    wishes = {
        one.record: [
            wish.key
            for wish in one.wishes
            if wish.key in mentors and (only is None or only & set(mentors[wish.key].duties))
        ]
        for one in pupils
    }
    with_her: dict[str, list[RecordId]] = {key: [] for key in room}

    def place(pupil: RecordId, tried: set[str]) -> bool:
        for key in wishes[pupil]:
            if key in tried:
                continue
            tried.add(key)
            if len(with_her[key]) < room[key]:
                with_her[key].append(pupil)
                return True
            for other in list(with_her[key]):
                if place(other, tried):
                    with_her[key].remove(other)
                    with_her[key].append(pupil)
                    return True
        return False

    for one in pupils:
        place(one.record, set())
    return {pupil: key for key, all_of_her in with_her.items() for pupil in all_of_her}


def _with_most_room(
    one: PupilView, mentors: Sequence[MentorView], room: Mapping[str, int], taken: Mapping[str, int]
) -> tuple[MentorView, str] | None:
    """Who has most room left; for special guidance among those who take it first, else who teaches the grade before
    others with as much."""
    left = [mentor for mentor in mentors if room[mentor.who.key] > taken[mentor.who.key]]
    first = [mentor for mentor in left if one.special and FIRST_FOR_SPECIAL & set(mentor.duties)]

    def order(mentor: MentorView) -> tuple[int, bool]:
        return mentor.pupils + taken[mentor.who.key], one.grade not in mentor.grades

    found = min(first or left, key=order, default=None)
    if found is None:
        return None
    return found, SPECIAL if first else GRADE if one.grade and one.grade in found.grades else ROOM
