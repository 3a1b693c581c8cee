"""The mentor's queue."""

from app.ui.review.queue import QueuePage
from app.ui.widgets.lines import Line
from tests.helpers.windows import Stage, parts


def test_what_was_read_moves_down(stage: Stage) -> None:
    """Oldest first; opened for review from either card."""
    first = stage.plan(topic="先来的")
    stage.world.clock.pass_seconds(60)
    second = stage.plan(topic="后来的")
    desk = stage.desk(stage.mentor)
    page = stage.show(QueuePage(desk))
    page.shown()
    stage.settle()
    order = [line.accessibleName().partition(" ")[0] for line in parts(page.waiting, Line)]
    desk.news.announce(stage.mentor.mark_read(first))
    stage.settle(lambda: len(parts(page.read, Line)) == 1 and len(parts(page.waiting, Line)) == 1)
    for panel in (page.waiting, page.read):
        parts(panel, Line)[0].click()

    assert order == ["先来的", "后来的"]
    assert stage.shell.calls == [("open_review", second), ("open_review", first)]


def test_size_and_school_stand_in_each_line(stage: Stage) -> None:
    """One mentor, several schools: the school says whose plan it is, and hides nobody's age of waiting."""
    stage.teacher.set_profile({"school": "向阳小学"})
    stage.plan(topic="秋天的雨", notes="四" * 600)
    page = stage.show(QueuePage(stage.desk(stage.mentor)))
    page.shown()
    stage.settle(lambda: bool(parts(page.waiting, Line)))
    (line,) = parts(page.waiting, Line)

    assert stage.texts.say("people.of_school", name="李秀兰", school="向阳小学") in line.accessibleName()
    assert stage.texts.say("review.came_today") in line.accessibleName()
