"""Agreement to a charter: one's own tick, for the words that stand there now."""

from app.records.edits import Mark, SetValue, WriteProse
from app.records.people import person_value
from app.store.content import content_of
from tests.helpers.stories import meet
from tests.helpers.world import World, desk_of


def test_each_member_agrees_to_what_stands_there_now(world: World) -> None:
    """When the words change afterwards, the tick is told as one for the earlier wording; a new one makes it whole."""
    teacher, mentor = world.pair()
    charter = mentor.begin_charter(world.shared())
    mentor.edit(charter, [WriteProse("rules", "每月看一节课。")])
    meet(mentor, teacher)
    teacher.agree(charter)
    meet(teacher, mentor)
    view = mentor.agreement(charter)
    assert view is not None
    assert (view.agreed, view.earlier, view.waiting, view.mine) == (("李秀兰",), (), ("王敏",), "waiting")
    mentor.edit(charter, [WriteProse("rules", "每月看两节课。")])
    mentor.agree(charter)
    mentor.set_end(world.shared(), teacher.me.person, "2099-01-01")
    meet(mentor, teacher)
    view = teacher.agreement(charter)
    assert view is not None
    assert (view.agreed, view.earlier, view.mine) == (("王敏",), ("李秀兰",), "earlier")
    teacher.agree(charter)
    view = teacher.agreement(charter)
    assert view is not None
    assert view.agreed == ("李秀兰", "王敏")
    teacher.agree(charter, agreed=False)
    view = teacher.agreement(charter)
    assert view is not None
    assert (view.waiting, view.mine) == (("李秀兰",), "waiting")


def test_a_tick_that_somebody_else_made_counts_for_nothing(world: World) -> None:
    """Also when another program let her make it."""
    teacher, mentor = world.pair()
    charter = mentor.begin_charter(world.shared())
    meet(mentor, teacher)
    desk, opened = desk_of(teacher), desk_of(teacher).open(charter)
    since = opened.record.document.version()
    opened.record.apply([Mark("agreed", person_value(desk_of(mentor).person))])
    opened.record.save(world.clock.now())
    delta = opened.record.document.export(since)
    desk.store.documents.save(
        charter, world.shared(), content_of(opened.record), delta, desk.owner.device_id, world.clock.now()
    )
    meet(teacher, mentor)
    view = mentor.agreement(charter)

    assert view is not None
    assert view.waiting == ("李秀兰", "王敏")


def test_a_record_to_which_nobody_agrees_has_none(world: World) -> None:
    teacher, _mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天"}, world.shared())
    draft = teacher.create("charter", {"name": "约定"})
    teacher.edit(draft, [SetValue("name", "约定二")])

    assert (teacher.agreement(plan), teacher.agreement(draft)) == (None, None)
    assert not teacher.agree(plan).records
