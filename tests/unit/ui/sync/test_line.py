"""The line at the foot is honest: what waits, how long it takes, when it last went, what went wrong."""

import pytest

from app.ui.refresh import News
from app.ui.sync.line import SyncFoot
from app.ui.sync.visits import Visits
from app.workspace.views import Changes, VisitReport
from tests.helpers.windows import Stage


@pytest.fixture
def foot(stage: Stage) -> SyncFoot:
    stage.exchange()
    desk = stage.desk()
    visits = Visits(stage.teacher, stage.tasks, stage.texts, desk.news, lambda: None)
    made = SyncFoot(desk, visits)
    made.resize(1_100, 44)
    stage.show(made)
    made.refresh()
    stage.settle()
    return made


def test_what_waits_is_said_before_it_goes(stage: Stage, foot: SyncFoot) -> None:
    """In records, size and time."""
    before = foot.words.text()
    stage.teacher.create("lesson_plan", {"topic": "新", "notes": "很长的正文。" * 200}, stage.world.shared())
    foot.refresh()
    stage.settle(lambda: foot.words.text() != before)

    assert before.startswith("都已送出 · 上次 ")
    assert foot.words.text().startswith("1 条未送出（约 ")
    foot.button.click()
    assert stage.shell.calls == [("sync_now", "")]


def test_a_visit_shows_its_progress_and_then_what_it_did(stage: Stage, foot: SyncFoot) -> None:
    """The button stops it while it goes."""
    foot.visits.start()
    during = foot.button.text()
    foot.visits.progressed.emit(2_000, 8_000, "push")
    going = foot.words.text()
    stage.settle(lambda: foot.button.text() != during)

    assert during == stage.texts.say("sync.stop")
    assert going == "正在收发：2.0 KB / 8.0 KB"
    assert foot.progress.isHidden()
    assert foot.words.text().startswith("同步好了")


def test_a_visit_with_nothing_to_carry_says_so(stage: Stage, foot: SyncFoot) -> None:
    """Not "0 sent, 0 received"; with its price all the same."""
    stage.exchange()
    foot.visits.start()
    stage.settle(lambda: not foot.visits.running)

    assert foot.words.text().startswith(stage.texts.say("sync.idle", size="").split("（")[0])


def test_no_network_is_said_calmly(stage: Stage, foot: SyncFoot) -> None:
    """With what is safe; and the line remembers it."""
    stage.world.weather.down = True
    foot.visits.start()
    stage.settle(lambda: bool(stage.shell.told))
    stage.world.weather.down = False

    assert stage.shell.told[0].what == stage.texts.say("link.unreachable.what")
    assert not foot.visits.running


def test_what_was_set_aside_and_a_wrong_clock_are_told(stage: Stage, foot: SyncFoot) -> None:
    """Never dropped in silence."""
    report = VisitReport(1, 2, 2, 1, 400, 300, 1, 86_400 * 365, Changes(), (), became_new_device=True)
    foot.visits.ended.emit(report)
    stage.settle()

    assert [told.what for told in stage.shell.told] == [
        stage.texts.say("envelope.refused.what"),
        stage.texts.say("sync.copied_what"),
        stage.texts.say("sync.clock_off"),
    ]
    assert stage.shell.looks == ["trouble", "note", "note"], "what harmed nothing is not shown in red"


def test_without_a_space_there_is_nothing_to_sync(stage: Stage) -> None:
    """And it says where the words are."""
    alone = stage.world.person("赵老师")
    desk = stage.desk(alone)
    made = stage.show(SyncFoot(desk, Visits(alone, stage.tasks, stage.texts, News(), lambda: None)))
    made.refresh()
    stage.settle(lambda: not made.button.isEnabled())

    assert made.words.text() == stage.texts.say("sync.no_relay")


def test_a_window_closed_after_a_visit_asks_nothing_more(stage: Stage, foot: SyncFoot) -> None:
    """The line goes back to what waits some seconds after a visit; by then the workers may be gone."""
    foot.hide()
    stage.tasks.close()

    foot._fading.timeout.emit()

    assert stage.tasks.idle
