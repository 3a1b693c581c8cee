"""What Qt controls in a cycle would not survive: a collection on a worker's thread."""

import gc
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

from app.ui.collecting import Collector
from app.ui.tasks import Tasks
from tests.helpers.windows import Stage


class Cycle:
    """Notes on which thread it was taken apart."""

    def __init__(self, ended: list[int]) -> None:
        self.itself, self._ended = self, ended

    def __del__(self) -> None:
        self._ended.append(threading.get_ident())


def leave_cycles(ended: list[int]) -> Callable[[], None]:
    def work() -> None:
        for _ in range(2_000):
            Cycle(ended)

    return work


def test_cycles_end_on_the_main_thread_though_a_worker_left_them(stage: Stage) -> None:
    ended: list[int] = []
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)  # the window's own are larger
    try:
        stage.tasks.document(stage.tasks, leave_cycles(ended))
        stage.settle(lambda: len(ended) >= 1_000)
    finally:
        gc.set_threshold(*before)
    assert set(ended) == {threading.get_ident()}


def test_python_collects_by_itself_again_when_the_last_workers_are_gone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Collector, "_active", 1)  # those of the stage; what another test left open is not counted
    assert not gc.isenabled()
    stage.tasks.close()
    assert gc.isenabled()
    first, second = Tasks(stage.failures.append), Tasks(stage.failures.append)
    first.close()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


def test_the_oldest_generation_that_is_due_is_collected(stage: Stage) -> None:
    owner = QObject()
    collector = Collector(owner)
    before = gc.get_threshold()
    try:
        gc.set_threshold(1, 0, 0)
        assert collector.collect() == 0
        gc.set_threshold(1_000_000, 0, 0)
        assert collector.collect() is None
    finally:
        gc.set_threshold(*before)
        collector.end()
