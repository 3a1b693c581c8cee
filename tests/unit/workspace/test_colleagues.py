"""Colleagues as their cards tell of them: who hands in a card, and in which order they stand."""

from tests.helpers.stories import meet
from tests.helpers.world import World


def test_colleagues_without_a_card_are_named_and_the_order_is_by_name_alone(world: World) -> None:
    """Never by a number of a person: who can take on most does not come first."""
    world.pair()
    mentor = world.people["王敏"]
    for name, capacity in (("安老师", 0), ("周老师", 9), ("白老师", 3)):
        person = world.person(name)
        world.bring(mentor, person)
        person.set_profile({"school": "小学", "capacity": capacity})
        meet(person, mentor)

    assert [one.name for one in mentor.colleagues()] == ["安老师", "白老师", "李秀兰", "周老师"]
    assert mentor.colleagues()[2].card is None
    assert mentor.colleagues()[2].school == ""


def test_nobody_hands_in_a_card_for_somebody_else(world: World) -> None:
    """Whose card it is follows from its author: it can be changed by nobody else, in any role."""
    teacher, mentor = world.pair()
    teacher.set_profile({"school": "向阳小学"})
    meet(teacher, mentor)
    card = mentor.colleagues()[0].card
    assert card is not None
    assert not mentor.view(card).may_write
    mentor.create("profile", {"school": "别的学校"}, world.shared())

    assert mentor.colleagues()[0].school == "向阳小学"
