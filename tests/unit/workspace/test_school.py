"""Which school record holds: the one of the space asked about, a shared one before a draft, else the defaults."""

from app.records.edits import SetValue
from app.records.numbers import DEFAULTS
from tests.helpers.world import World


def test_without_a_school_the_public_defaults_hold(world: World) -> None:
    """A teacher who is alone on the first day."""
    assert world.person("李秀兰").numbers() == DEFAULTS


def test_a_school_s_own_numbers_come_to_everybody(world: World) -> None:
    """And what it leaves open stays at the default."""
    teacher, leader = world.pair()
    leader.set_purpose(world.shared(), "school")
    leader.create("school", {"name": "石门镇中心小学", "pupils_per_mentor": 12}, world.shared())
    leader.visit()
    teacher.visit()

    assert teacher.numbers() == {**DEFAULTS, "pupils_per_mentor": 12}


def test_a_draft_of_one_s_own_does_not_hide_the_school_s(world: World) -> None:
    """It holds while there is no other."""
    teacher, leader = world.pair()
    teacher.create("school", {"name": "试试", "pupils_per_mentor": 9})
    alone = teacher.numbers()["pupils_per_mentor"]
    leader.set_purpose(world.shared(), "school")
    leader.create("school", {"name": "石门镇中心小学", "pupils_per_mentor": 12}, world.shared())
    leader.visit()
    teacher.visit()

    assert alone == 9
    assert teacher.numbers()["pupils_per_mentor"] == 12
    assert teacher.numbers(teacher.spaces()[0].space)["pupils_per_mentor"] == 9


def test_the_school_s_lesson_holds_until_she_chooses_another(world: World) -> None:
    """Her own choice is kept; choosing the school's length again means to follow it."""
    teacher = world.person("李秀兰")
    school = teacher.create("school", {"name": "石门镇中心小学", "lesson_minutes": 45})
    at_first = teacher.lesson_minutes()
    teacher.choose_lesson(40)
    own = teacher.lesson_minutes()
    teacher.choose_lesson(45)
    teacher.edit(school, [SetValue("lesson_minutes", 35)])

    assert (at_first, own, teacher.lesson_minutes()) == (45, 40, 35)
