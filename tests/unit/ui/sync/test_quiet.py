"""A visit begins by itself on a link that costs nothing; without one there is not even a timer."""

import pytest
from PySide6.QtCore import QObject, Signal

from app.ui.sync.quiet import Network, Quiet
from app.ui.sync.visits import Visits
from app.workspace.schedule import Schedule
from app.workspace.views import VisitReport
from tests.helpers.windows import Stage


class _Network(Network):
    """A system that says what a test wants."""

    def __init__(self, free: bool) -> None:
        QObject.__init__(self)
        self.said = free

    @property
    def free(self) -> bool:
        return self.said

    def say(self, free: bool) -> None:
        self.said = free
        self.changed.emit()


class _Visits(QObject):
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[bool] = []

    def start(self, quiet: bool = False) -> None:
        self.begun.append(quiet)


def _report(*trouble: str) -> VisitReport:
    return VisitReport(0, 0, 0, 0, 0, 0, 1, 0, None, trouble)  # type: ignore[arg-type]  # nobody looks at the rest


def _quiet(free: bool) -> tuple[_Visits, _Network, Quiet]:
    visits, network = _Visits(), _Network(free)
    quiet = Quiet(visits, network, Schedule(lambda: 0.5))  # type: ignore[arg-type]  # a double
    return visits, network, quiet


def test_without_a_free_link_there_is_no_timer(stage: Stage) -> None:
    visits, network, quiet = _quiet(False)
    assert not quiet.timer.isActive()
    network.say(True)
    assert quiet.timer.isActive()
    network.say(False)
    assert not quiet.timer.isActive()
    visits.ended.emit(_report("link.lost"))
    assert not quiet.timer.isActive()


def test_a_visit_begins_by_itself_and_the_next_one_later(stage: Stage) -> None:
    visits, _, quiet = _quiet(True)
    soon = quiet.timer.interval()
    quiet.timer.setInterval(0)
    stage.settle(lambda: bool(visits.begun))
    assert visits.begun == [True]
    visits.ended.emit(_report())
    later = quiet.timer.interval()
    visits.ended.emit(_report("link.unreachable"))
    assert soon < quiet.timer.interval() < later


def test_what_the_system_says_can_be_asked(stage: Stage) -> None:
    network = Network()
    assert network.free in (True, False)
    network.changed.emit()


def test_a_quiet_visit_tells_its_trouble_in_the_line_only(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    window = stage.window()
    visits: Visits = window.visits
    told: list[object] = []
    monkeypatch.setattr(window, "tell", told.append)
    stage.world.weather.down = True
    over: list[object] = []
    visits.ended.connect(over.append)
    visits.start(quiet=True)
    stage.settle(lambda: bool(over))
    assert told == []
    visits.start()
    stage.settle(lambda: len(over) == 2)
    assert len(told) == 1
