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
