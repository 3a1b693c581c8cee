"""One visit at a time; saved first, told in figures, stopped when asked."""

from app.ui.refresh import News
from app.ui.sync.visits import Visits
from app.workspace.views import Changes, VisitReport
from tests.helpers.windows import Stage


def test_a_visit_saves_first_and_tells_what_came(stage: Stage) -> None:
    """Two presses begin one visit."""
    stage.plan()
    news, order = News(), list[str]()
    visits = Visits(stage.teacher, stage.tasks, stage.texts, news, lambda: order.append("saved"))
    reports: list[VisitReport] = []
    heard: list[Changes] = []
    visits.began.connect(lambda: order.append("began"))
    visits.ended.connect(reports.append)
    news.changed.connect(heard.append)
    stage.teacher.create("lesson_plan", {"topic": "新"}, stage.world.shared())
    visits.start()
    visits.start()
    stage.settle(lambda: bool(heard))

    assert order == ["saved", "began"]
    assert len(reports) == 1
    assert reports[0].sent == 1
    assert not visits.running


def test_a_failure_of_ours_is_told_and_the_next_visit_can_begin(stage: Stage) -> None:
    """Never a button that stays dead."""

    class Broken:
        def visit(self, **_rest: object) -> VisitReport:
            raise ZeroDivisionError

    visits = Visits(Broken(), stage.tasks, stage.texts, News(), lambda: None)  # type: ignore[arg-type]  # a double
    told: list[str] = []
    visits.failed.connect(lambda sentence: told.append(sentence.what))
    visits.start()
    visits.stop()
    stage.settle(lambda: bool(told))

    assert told == [stage.texts.say("bug.what")]
    assert not visits.running
