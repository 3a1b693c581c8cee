"""One's own card, its copies in every space, and the colleagues that it tells of."""

from app.records.edits import SetValue
from app.records.values import Value
from tests.helpers.stories import meet
from tests.helpers.world import World, desk_of

CARD: dict[str, Value] = {
    "school": "向阳小学",
    "duties": ["c", "m"],
    "subjects": ["zh"],
    "grades": ["3", "4"],
    "strengths": "朗读、复式教学",
    "capacity": 2,
    "about": "教了二十年语文。",
}


def test_a_card_is_written_once_and_read_in_every_space(world: World) -> None:
    """Several duties at once; a space that is joined later has it too, and a change reaches all copies."""
    teacher, mentor = world.pair()
    teacher.set_profile(CARD)
    meet(teacher, mentor)
    (colleague,) = mentor.colleagues()
    assert (colleague.name, colleague.school, colleague.duties) == ("李秀兰", "向阳小学", ("c", "m"))
    assert (colleague.subjects, colleague.grades, colleague.strengths) == (("zh",), ("3", "4"), "朗读、复式教学")
    assert (colleague.capacity, colleague.about, colleague.spaces) == (2, "教了二十年语文。", ("秀兰和王敏",))
    first = world.shared()
    world.space = mentor.found_space("语文组", world.card).space
    world.bring(mentor, teacher)
    teacher.set_profile({"strengths": "", "subjects": ["zh", "ar"], "capacity": 1})
    meet(teacher, mentor)

    (colleague,) = mentor.colleagues(world.space)
    assert (colleague.strengths, set(colleague.subjects), colleague.capacity) == ("", {"zh", "ar"}, 1)
    assert mentor.colleagues(first)[0].capacity == 1
    assert set(mentor.colleagues()[0].spaces) == {"秀兰和王敏", "语文组"}


def test_a_card_changed_in_its_form_is_copied_with_the_next_visit(world: World) -> None:
    """The form knows nothing of copies; and nothing is written where nothing changed."""
    teacher, mentor = world.pair()
    teacher.set_profile(CARD)
    meet(teacher, mentor)
    teacher.edit(teacher.my_card(), [SetValue("school", "山背小学")])
    meet(teacher, mentor)

    assert mentor.colleagues()[0].school == "山背小学"
    before = desk_of(teacher).store.deltas.last_id()
    teacher.visit()
    assert desk_of(teacher).store.deltas.last_id() == before
