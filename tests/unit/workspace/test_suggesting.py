"""Suggestions: as many wishes as possible, then room; for special guidance those who take it first."""

from app.ids import RecordId, SpaceId
from app.workspace.pupil_views import MentorView, PairingView, PupilView, Someone
from app.workspace.suggesting import suggest

SPACE = SpaceId(bytes(16))


def mentor(
    name: str, pupils: int = 0, *, room: int | None = None, grades: tuple[str, ...] = (), duties: tuple[str, ...] = ()
) -> MentorView:
    return MentorView(Someone("", name), False, pupils, 15, room, grades=grades, duties=duties)


def pupil(name: str, *wishes: str, grade: str = "", special: bool = False, has: str = "") -> PupilView:
    wished = tuple(Someone("", wish) for wish in wishes)
    paired = PairingView(RecordId(name + "p"), RecordId(name), Someone("", has), True, (), "", "", "", "")
    pairings = (paired,) if has else ()
    return PupilView(RecordId(name), SPACE, name, "", "三（1）班", grade, None, wished, pairings, special)


def told(pupils: list[PupilView], mentors: list[MentorView]) -> dict[str, tuple[str, str]]:
    return {one.pupil: (one.mentor.name, one.why) for one in suggest(pupils, mentors)}


def test_as_many_wishes_as_possible_are_met() -> None:
    """The first pupil gives way to her second wish, so that the one with a single wish gets it."""
    pupils = [pupil("甲", "王", "李"), pupil("乙", "王"), pupil("丙", "李", "陈"), pupil("丁", has="陈")]
    mentors = [mentor("王", 14), mentor("李", 14), mentor("陈", 14)]
    assert told(pupils, mentors) == {"甲": ("李", "wish"), "乙": ("王", "wish"), "丙": ("陈", "wish")}


def test_without_a_wish_who_has_most_room_and_who_teaches_the_grade() -> None:
    mentors = [mentor("王", 3), mentor("李", 1), mentor("陈", 1, grades=("3",)), mentor("满", 15)]
    assert told([pupil("甲", grade="3")], [*mentors, mentor("少", 0, room=0)]) == {"甲": ("陈", "grade")}
    assert told([pupil("乙", "满"), pupil("丙")], mentors) == {"乙": ("陈", "room"), "丙": ("李", "room")}


def test_nobody_is_suggested_above_the_schools_number() -> None:
    assert told([pupil("甲"), pupil("乙")], [mentor("王", 14)]).keys() <= {"甲", "乙"}
    assert len(told([pupil("甲"), pupil("乙")], [mentor("王", 14)])) == 1


def test_special_guidance_goes_first_to_those_who_take_it_first() -> None:
    """3.6: leaders, middle managers, class teachers, psychology teachers; a wish for one of them counts most."""
    mentors = [mentor("王", 0), mentor("校长", 9, duties=("p",)), mentor("心理", 11, duties=("s", "y"))]
    assert told([pupil("甲", special=True)], mentors) == {"甲": ("校长", "special")}
    assert told([pupil("甲", "心理", special=True)], mentors) == {"甲": ("心理", "wish")}
    assert told([pupil("乙")], mentors) == {"乙": ("王", "room")}
