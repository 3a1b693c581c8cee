"""What the start page says beyond lists."""

from datetime import datetime, timedelta

from app.records.edits import SetValue, WriteProse
from app.workspace import today
from app.workspace.views import LeftAt
from tests.helpers.world import World, desk_of


def test_meetings_of_the_next_days_come_soonest_first_and_no_more_than_a_few(world: World) -> None:
    teacher = world.person("李秀兰")
    now = datetime.fromtimestamp(world.clock.now())
    for days in (3, 1, -1, 40, 2, 4, 5, 6):
        when = now + timedelta(days=days)
        teacher.create("plc_meeting", {"topic": f"{days} 天后", "held_at": f"{when:%Y-%m-%d}T14:30"})

    found = teacher.today().meetings

    assert [meeting.title for meeting in found] == ["1 天后", "2 天后", "3 天后", "4 天后", "5 天后"]
    assert found[0].private


def test_what_came_is_told_with_who_and_which_fields(world: World) -> None:
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天的雨", "notes": "一"}, world.shared())
    teacher.visit()
    mentor.visit()
    teacher.mark_read(plan)
    world.clock.pass_seconds(60)
    mentor.edit(plan, [WriteProse("notes", "一二"), SetValue("slot", 3)])
    mentor.visit()
    teacher.visit()

    news = teacher.today().news[plan]

    assert news.people == ("王敏",)
    assert set(news.fields) >= {"notes"}


def test_where_she_was_writing_is_kept_for_the_last_records(world: World) -> None:
    teacher = world.person("李秀兰")
    first = teacher.create("lesson_plan", {"topic": "一"})
    teacher.left_at(first, "notes", 7)
    teacher.left_at(first, "topic", 1)
    assert teacher.today().places == {first: LeftAt("topic", 1)}

    for number in range(today._MOST_PLACES):
        teacher.left_at(teacher.create("lesson_plan", {"topic": str(number)}), "notes", 0)

    assert first not in today.last_places(desk_of(teacher), [first])


def test_a_damaged_note_of_places_is_passed_over(world: World) -> None:
    teacher = world.person("李秀兰")
    for text in ("{", "[]"):
        teacher.set_preference("places", text)
        assert teacher.today().places == {}


def test_what_nobody_has_to_review_is_told_as_what_came(world: World) -> None:
    """A calendar or a list of resources among them would bury the plan that waits."""
    teacher, mentor = world.pair()
    mentor.create("resource_list", {"name": "图书"}, world.shared())
    plan = mentor.create("lesson_plan", {"topic": "秋天的雨"}, world.shared())
    mentor.visit()
    teacher.visit()
    found = teacher.today()

    assert ([row.record for row in found.to_read], found.waiting) == ([plan], 1)
    assert [row.title for row in found.came] == ["图书"]
    world.clock.pass_seconds(15 * 86_400)
    assert teacher.today().came == ()
