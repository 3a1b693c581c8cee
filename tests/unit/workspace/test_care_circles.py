"""Whose circle is whose: exactly the people around a pupil, and nobody besides."""

from app.ids import RecordId, SpaceId
from app.workspace.care_circles import Circle, circle_for
from app.workspace.pupil_views import PairingView, PupilView, Someone

TEACHER, MENTOR, OTHER = "aa", "bb", "cc"
PUPIL = RecordId("AAECAwQFBgcI")


def pupil(*mentors: str) -> PupilView:
    pairings = tuple(
        PairingView(RecordId(one), PUPIL, Someone(one, one), False, (), "2026-09-01", "", "", "") for one in mentors
    )
    return PupilView(PUPIL, SpaceId(bytes(16)), "王芳", "", "", "", Someone(TEACHER, "李"), (), pairings)


def circle(number: int, people: set[str], members: set[str] | None = None, pupils: tuple[RecordId, ...] = ()) -> Circle:
    there = frozenset(people if members is None else members)
    return Circle(SpaceId(bytes([number] * 16)), None, "", frozenset(pupils), frozenset(people), there)


def test_exactly_her_people_also_while_one_has_not_come_yet() -> None:
    here, coming = circle(1, {TEACHER, MENTOR}), circle(2, {TEACHER, MENTOR, OTHER}, {TEACHER})
    assert circle_for([here, coming], pupil(MENTOR)) == here.space
    assert circle_for([here, coming], pupil(MENTOR, OTHER)) == coming.space
    assert circle_for([here, coming], pupil(OTHER)) is None


def test_never_one_in_which_somebody_else_still_is() -> None:
    assert circle_for([circle(1, {TEACHER, MENTOR}, {TEACHER, MENTOR, OTHER})], pupil(MENTOR)) is None


def test_of_two_for_the_same_people_the_one_that_names_her() -> None:
    other, hers = circle(1, {TEACHER, MENTOR}), circle(2, {TEACHER, MENTOR}, pupils=(PUPIL,))
    assert circle_for([other, hers], pupil(MENTOR)) == hers.space
