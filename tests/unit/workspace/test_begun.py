"""What was begun beside a record is there again, and gone once it was sent."""

from app.workspace.begun import forget_begun
from tests.helpers.world import World, desk_of


def test_places_are_kept_one_by_one_and_outlive_the_program(world: World) -> None:
    """One page knows of answers, another of a new comment: neither forgets the other's."""
    teacher = world.person("李秀兰")
    record = teacher.create("lesson_plan", {"topic": "观察蚂蚁"})
    teacher.keep_begun(record, {"new": "半句", "step": "试一试"})
    teacher.keep_begun(record, {"new": "", "abc": "回复"})
    again = world.reopen("李秀兰")
    assert again.begun(record) == {"step": "试一试", "abc": "回复"}
    again.keep_begun(record, {"step": "", "abc": ""})
    assert again.begun(record) == {}


def test_what_was_begun_beside_records_that_went_away_goes_with_them(world: World) -> None:
    """Half a comment beside a home visit is about a pupil too."""
    teacher = world.person("李秀兰")
    gone, kept = (teacher.create("lesson_plan", {"topic": topic}) for topic in ("一", "二"))
    for record in (gone, kept):
        teacher.keep_begun(record, {"new": "半句"})
    forget_begun(desk_of(teacher), [gone])
    assert (teacher.begun(gone), teacher.begun(kept)) == ({}, {"new": "半句"})
