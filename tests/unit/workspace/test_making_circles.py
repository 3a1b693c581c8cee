"""Circles from the matching: exactly those who care for a pupil, made by her class teacher, changed with new keys."""

from app.ids import RecordId, SpaceId
from app.workspace.workspace import Workspace
from tests.helpers.school import CLASS, School, value_of
from tests.helpers.world import desk_of


def matched(school: School, name: str, mentor: Workspace) -> RecordId:
    """A pupil of the class, matched with a mentor; both sides have said yes."""
    teacher = school.staff[0]
    pupil = school.pupil(name, teacher, wishes=[value_of(mentor)])
    school.head.create(
        "pairing",
        {"pupil": pupil, "mentor": value_of(mentor), "lead": True, "mentor_agrees": True, "pupil_agrees": True},
        school.home,
    )
    return pupil


def members(workspace: Workspace, space: SpaceId) -> set[str]:
    return next({one.name for one in view.members} for view in workspace.spaces() if view.space == space)


def epoch(workspace: Workspace, space: SpaceId) -> int:
    state = desk_of(workspace).owner.membership(space)
    assert state is not None
    return state.epoch


def test_a_team_for_the_class_and_a_circle_for_each_set_of_people(school: School) -> None:
    """3.8 and 3.13: made by the class teacher's program; the leader is in none of the circles."""
    head, (teacher, mentor, other) = school.head, school.staff
    first, second = matched(school, "王芳", mentor), matched(school, "张三", mentor)
    third = matched(school, "李四", other)
    school.settle()
    assert head.planned_circles(school.home) == []  # not hers to make
    (told,) = teacher.matching_counts()
    assert told.circles == 3
    planned = teacher.planned_circles(school.home)
    assert [(one.purpose, one.names, len(one.pupils)) for one in planned] == [
        ("team", ("李秀兰", "王敏", "陈老师"), 3), ("care", ("李秀兰", "陈老师"), 1), ("care", ("李秀兰", "王敏"), 2),
    ]  # fmt: skip
    teacher.make_circles(school.home, planned)
    assert teacher.planned_circles(school.home) == []
    care = teacher.care_space(first)
    assert care is not None
    assert (teacher.care_space(second), teacher.care_space(third) == care) == (care, False)
    assert mentor.care_space(first) is None  # she has not come in yet

    school.come_in()
    assert mentor.care_space(first) == care
    assert members(mentor, care) == {"李秀兰", "王敏"}
    assert head.care_space(first) is None
    assert [space.name for space in mentor.spaces_for("team")] == [f"{CLASS} 李秀兰、王敏、陈老师"]
    visit = mentor.create("home_visit", {"pupil": first}, care) if mentor.kinds.get("home_visit") else None
    school.settle()
    assert visit is None or teacher.view(visit).space.space == care


def test_a_new_mentor_takes_the_place_of_the_former_and_the_keys_change(school: School) -> None:
    """3.24: the former mentor keeps what she read and reads nothing new; the new one has the history."""
    head, (teacher, mentor, other) = school.head, school.staff
    pupil = matched(school, "王芳", mentor)
    school.settle()
    teacher.make_care_spaces(school.home)
    school.come_in(teacher, mentor, other)
    care = teacher.care_space(pupil)
    assert care is not None
    before = epoch(teacher, care)
    (pairing,) = head.pupil(pupil).open
    head.reassign(pairing.record, other.me.person)
    school.settle()
    for one in (other, teacher):
        one.answer_pairings([(pair.record, side) for pair, side in one.matching(school.home).answers])
    school.settle(other, teacher)
    assert teacher.care_space(pupil) is None  # somebody is in it who cares for the pupil no more
    (team, circle) = teacher.planned_circles(school.home)
    assert (circle.asked, circle.leaving) == (("陈老师",), ("王敏",))
    teacher.make_circles(school.home, (team, circle))
    school.come_in(teacher, mentor, other)

    assert teacher.care_space(pupil) == care
    assert other.care_space(pupil) == care
    assert members(other, care) == {"李秀兰", "陈老师"}
    assert epoch(teacher, care) > before
    assert care in {left.space for left in mentor.left_spaces()}


def test_who_was_asked_in_and_has_not_come_gets_no_key_after_all(school: School) -> None:
    """The invitation of somebody who was replaced before she came is taken back."""
    teacher, mentor, other = school.staff
    pupil = matched(school, "王芳", mentor)
    school.settle()
    teacher.make_care_spaces(school.home)
    school.settle(teacher, mentor, other)
    assert [one.purpose for one in mentor.invitations()].count("care") == 1
    (pairing,) = teacher.pupil(pupil).open
    teacher.wish(pupil, other.me.person)
    teacher.reassign(pairing.record, other.me.person)
    school.settle(teacher, mentor, other)
    other.answer_pairings([(pair.record, side) for pair, side in other.matching(school.home).answers])
    school.settle(teacher, mentor, other)
    teacher.make_care_spaces(school.home)
    school.come_in(teacher, mentor, other)
    assert [one.purpose for one in mentor.invitations()] == []
    care = other.care_space(pupil)
    assert care is not None
    assert members(teacher, care) == {"李秀兰", "陈老师"}


def test_a_pupil_who_changes_mentor_takes_her_history_along_and_the_others_stay(school: School) -> None:
    """Of two pupils of one circle one changes: her home visit is copied, the other child's goes nowhere."""
    teacher, mentor, other = school.staff
    first, second = matched(school, "王芳", mentor), matched(school, "张三", mentor)
    school.settle()
    teacher.make_care_spaces(school.home)
    school.come_in(teacher, mentor, other)
    former = teacher.care_space(first)
    assert former is not None
    for pupil, name in ((first, "王芳"), (second, "张三")):
        mentor.create("home_visit", {"pupil": pupil, "name": name, "talked": f"{name}爱画画"}, former)
    school.settle(teacher, mentor, other)
    (pairing,) = teacher.pupil(first).open
    teacher.wish(first, other.me.person)
    teacher.reassign(pairing.record, other.me.person)
    school.settle(teacher, mentor, other)
    other.answer_pairings([(pair.record, side) for pair, side in other.matching(school.home).answers])
    school.settle(teacher, mentor, other)
    for _ in range(2):  # made again, nothing comes twice
        teacher.make_care_spaces(school.home)
    school.come_in(teacher, mentor, other)

    hers = other.care_space(first)
    assert hers not in (None, former)
    assert [row.title for row in other.list_records("home_visit")] == ["王芳"]
    (visit,) = other.list_records("home_visit")
    assert other.view(visit.record).values["talked"] == "王芳爱画画"
    assert mentor.care_space(second) == former == teacher.care_space(second)
    assert mentor.care_space(first) is None
