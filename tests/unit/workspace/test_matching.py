"""Matching both ways: proposing, saying yes, several mentors with one leading, the school's number, and what was."""

import pytest

from app.errors import AccessError, RecordError
from app.ids import RecordId
from app.workspace.workspace import Workspace
from tests.helpers.school import School, value_of


def pairings(workspace: Workspace, pupil: RecordId) -> list[tuple[str, bool, tuple[str, ...]]]:
    return [(one.mentor.name, one.lead, one.waits_for) for one in workspace.pupil(pupil).open]


def test_a_leader_proposes_and_both_sides_say_yes(school: School) -> None:
    teacher, mentor, _ = school.staff
    pupil = school.pupil("王芳", teacher)
    school.head.propose(pupil, mentor.me.person)
    assert school.head.pupil(pupil).mentors == ()
    school.settle()

    (mine,) = mentor.matching(school.home).answers
    assert mine[1] == "mentor_agrees"
    with pytest.raises(AccessError):
        school.head.answer_pairing(mine[0].record, "mentor_agrees")  # nobody says yes in her place
    mentor.answer_pairing(mine[0].record, "mentor_agrees")
    assert mentor.my_pupils() == []
    school.settle()
    teacher.answer_pairings([(pairing.record, side) for pairing, side in teacher.matching(school.home).answers])
    school.settle()

    assert [one.name for one in mentor.my_pupils()] == ["王芳"]
    view = school.head.pupil(pupil)
    assert [one.name for one in view.mentors] == ["王敏"]
    assert view.lead is not None
    assert view.around == {teacher.me.person, mentor.me.person}


def test_a_wish_on_the_slip_is_the_pupils_yes_and_the_class_teacher_is_a_mentor_too(school: School) -> None:
    """3.4 and 3.7: with slips typed in, and one person in several roles."""
    teacher, mentor, _ = school.staff
    wishing, hers = school.pupil("王芳", teacher), school.pupil("张三", teacher)
    school.settle()
    teacher.wish(wishing, mentor.me.person)
    assert [wish.name for wish in teacher.pupil(wishing).wishes] == ["王敏"]
    school.settle()
    mentor.propose(wishing, mentor.me.person)  # she offers herself
    teacher.propose(hers, teacher.me.person)
    assert pairings(mentor, wishing) == [("王敏", True, ())]
    assert pairings(teacher, hers) == [("李秀兰", True, ())]


def test_several_mentors_of_one_pupil_and_one_leads(school: School) -> None:
    """3.5; and a leader has pupils like anyone (3.19)."""
    teacher, mentor, _ = school.staff
    pupil = school.pupil("王芳", teacher)
    school.head.propose(pupil, mentor.me.person)
    school.head.propose(pupil, school.head.me.person)
    with pytest.raises(RecordError) as twice:
        school.head.propose(pupil, mentor.me.person)
    assert twice.value.code == "pairing.twice"
    assert [(name, lead) for name, lead, _ in pairings(school.head, pupil)] == [("王敏", True), ("赵校长", False)]
    second = school.head.pupil(pupil).open[1]
    school.head.let_lead(second.record)
    assert [(name, lead) for name, lead, _ in pairings(school.head, pupil)] == [("赵校长", True), ("王敏", False)]
    school.head.end_pairing(second.record)
    assert [(name, lead) for name, lead, _ in pairings(school.head, pupil)] == [("王敏", True)]


def test_one_more_than_the_schools_number_asks_for_a_reason_and_is_not_forbidden(school: School) -> None:
    """3.2 and 3.3: the number is the school's, 15 by default; in principle."""
    teacher = school.staff[0]
    assert {one.limit for one in school.head.matching(school.home).mentors} == {15}
    school.head.create("school", {"name": "向阳小学", "pupils_per_mentor": 2}, school.home)
    pupils = [school.pupil(f"学生{'甲乙丙'[at]}", teacher) for at in range(3)]
    for pupil in pupils[:2]:
        school.head.propose(pupil, teacher.me.person)
    with pytest.raises(RecordError) as over:
        school.head.propose(pupils[2], teacher.me.person, " ")
    assert (over.value.code, over.value.fields) == (
        "pairing.reason", {"name": "李秀兰", "count": 2, "limit": 2},
    )  # fmt: skip
    school.head.propose(pupils[2], teacher.me.person, "教她三年了")
    assert school.head.pupil(pupils[2]).open[0].reason == "教她三年了"
    meter = {one.who.name: (one.pupils, one.full) for one in school.head.matching(school.home).mentors}
    assert (meter["李秀兰"], meter["赵校长"]) == ((3, True), (0, False))


def test_both_lists_of_those_without_can_reach_nothing(school: School) -> None:
    """3.1: every pupil has a mentor, every teacher is one; who said that she can take none is not counted."""
    teacher, mentor, other = school.staff
    other.set_profile({"capacity": 0})
    pupils = [school.pupil(name, teacher) for name in ("王芳", "张三", "李四")]
    school.settle()
    (counts,) = school.head.matching_counts()
    assert (counts.without_mentor, counts.without_pupils, counts.mine) == (3, 3, 0)
    assert teacher.matching_counts() == []  # nothing that a colleague has to look after
    for pupil, one in zip(pupils, (teacher, mentor, school.head), strict=True):
        school.head.propose(pupil, one.me.person)
    view = school.head.matching(school.home)
    assert (view.without_mentor, view.without_pupils, len(view.waiting)) == ((), (), 3)
    assert school.head.matching_counts() == []


def test_reassigning_keeps_the_history(school: School) -> None:
    """3.24: nothing is deleted; who was a pupil's mentor from when to when can be read."""
    teacher, mentor, other = school.staff
    pupil = school.pupil("王芳", teacher, wishes=[value_of(mentor), value_of(other)])
    school.head.propose(pupil, mentor.me.person)
    (first,) = school.head.pupil(pupil).open
    school.world.clock.pass_seconds(90 * 86_400)
    school.head.reassign(first.record, other.me.person, "王老师去支教")
    view = school.head.pupil(pupil)
    assert [one.mentor.name for one in view.open] == ["陈老师"]
    (past,) = view.past
    assert (past.mentor.name, past.ended_why, past.begun < past.ended) == ("王敏", "王老师去支教", True)
    assert view.open[0].lead


def test_the_way_of_a_school_says_whose_yes_is_asked(school: School) -> None:
    """3.3: where the class teacher talks it over with all, the pupils' yes is hers already."""
    teacher = school.staff[0]
    school.head.create("school", {"name": "向阳小学", "matching": "ct"}, school.home)
    pupil = school.pupil("王芳", teacher)
    school.head.propose(pupil, teacher.me.person)
    assert pairings(school.head, pupil) == [("李秀兰", True, ("mentor_agrees",))]


def test_a_mentor_known_by_name_alone_becomes_the_member_when_she_comes(school: School) -> None:
    teacher = school.staff[0]
    pupil = school.pupil("王芳", teacher)
    school.head.propose(pupil, "周老师")
    assert school.head.pupil(pupil).open[0].mentor.person == ""
    school.settle()
    # Nobody of that name is here: the class teacher says for her that she agreed.
    assert {side for _, side in teacher.matching(school.home).answers} == {"mentor_agrees", "pupil_agrees"}
    late = school.world.person("周老师")
    school.world.bring(school.head, late)
    school.settle()
    assert school.head.pupil(pupil).open[0].mentor.person == late.me.person
