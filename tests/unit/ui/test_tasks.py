"""One worker for documents, one for the network; every end comes back on the main thread."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from app.errors import Bug, StoreError
from app.ui.tasks import SLOW_MS, Stop, Tasks


@pytest.fixture
def failures() -> list[BaseException]:
    return []


@pytest.fixture
def tasks(qtbot: QtBot, failures: list[BaseException]) -> Tasks:
    return Tasks(failures.append)


def test_documents_wait_for_one_another_and_ends_come_home(qtbot: QtBot, tasks: Tasks) -> None:
    """Ten pieces of work in their order, on one other thread, told on this one."""
    owner, workers, told = QObject(), set(), []
    here = threading.get_ident()
    for number in range(10):

        def work(number: int = number) -> int:
            workers.add(threading.get_ident())
            return number

        tasks.document(owner, work, lambda found: told.append((found, threading.get_ident())))
    qtbot.waitUntil(lambda: len(told) == 10)

    assert [found for found, _ in told] == list(range(10))
    assert {thread for _, thread in told} == {here}
    assert len(workers) == 1
    assert here not in workers
    assert tasks.idle
    tasks.close()


def test_an_end_is_never_told_inside_the_call_that_begins_the_work(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if the worker was so quick that the work has ended by then: the caller goes on first."""

    def at_once(_pool: ThreadPoolExecutor, work: Callable[[], object]) -> "Future[object]":
        future: Future[object] = Future()
        future.set_result(work())
        return future

    monkeypatch.setattr(ThreadPoolExecutor, "submit", at_once)
    owner, told, slow = QObject(), list[Any](), list[bool]()
    tasks.slow.connect(slow.append)
    tasks.document(owner, lambda: 7, told.append)
    within = list(told)
    qtbot.waitUntil(lambda: tasks.idle)
    qtbot.wait(SLOW_MS + 100)

    assert (within, told, slow) == ([], [7], [])
    tasks.close()


def test_the_network_reaches_documents_by_do(qtbot: QtBot, tasks: Tasks) -> None:
    """As a visit does for each short piece of document work."""
    owner, told = QObject(), list[Any]()

    def visit() -> tuple[int, int]:
        return threading.get_ident(), tasks.do(threading.get_ident)

    tasks.network(owner, visit, told.append)
    qtbot.waitUntil(lambda: bool(told))

    assert len({threading.get_ident(), *told[0]}) == 3
    tasks.close()


def test_a_failure_goes_to_who_cares_for_it_else_to_the_net(
    qtbot: QtBot, tasks: Tasks, failures: list[BaseException]
) -> None:
    """Never to nobody."""

    def fail() -> None:
        raise StoreError("store.full")

    owner, heard = QObject(), list[Any]()
    tasks.document(owner, fail, failed=heard.append)
    tasks.document(owner, fail)
    qtbot.waitUntil(lambda: tasks.idle)

    assert [type(error) for error in heard] == [StoreError]
    assert [type(error) for error in failures] == [StoreError]
    tasks.close()


def test_an_end_for_a_page_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    """A page may be left before its answer comes."""
    owner, told = QObject(), list[Any]()
    holding = threading.Event()
    tasks.document(owner, holding.wait, told.append)
    owner.deleteLater()
    qtbot.wait(1)
    holding.set()
    qtbot.waitUntil(lambda: tasks.idle)

    assert told == []
    tasks.close()


def test_work_begins_on_the_main_thread_only(qtbot: QtBot, tasks: Tasks) -> None:
    """Anything else is our mistake."""
    owner, heard = QObject(), list[Any]()
    tasks.network(owner, lambda: tasks.document(owner, lambda: None), failed=heard.append)
    qtbot.waitUntil(lambda: bool(heard))

    assert isinstance(heard[0], Bug)
    assert QThread.currentThread() is tasks.thread()
    tasks.close()


def test_a_stop_is_seen_from_another_thread() -> None:
    """Raised once, it stays."""
    stop = Stop()
    before = stop()
    stop.ask()

    assert (before, stop()) == (False, True)


def test_progress_comes_home(qtbot: QtBot, tasks: Tasks) -> None:
    """Told from the network thread, heard on the main one."""
    owner, heard = QObject(), list[Any]()
    tasks.network(owner, lambda: tasks.on_main(owner, lambda: heard.append(threading.get_ident())))
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == [threading.get_ident()]
    tasks.close()


def test_what_is_under_way_when_the_window_closes_ends_without_a_word(
    qtbot: QtBot, tasks: Tasks, failures: list[BaseException]
) -> None:
    """A copy or a visit beside the worker asks it for something after it has gone: it is stopped, and nobody told."""
    owner, begun, closed, ended, told = QObject(), threading.Event(), threading.Event(), threading.Event(), list[Any]()

    def visit() -> None:
        begun.set()
        closed.wait(10)
        try:
            tasks.do(lambda: told.append("work on a closed file"))
        finally:
            ended.set()

    tasks.network(owner, visit, told.append, told.append)
    assert begun.wait(10)
    tasks.close()
    closed.set()
    assert ended.wait(10)
    tasks.network(owner, lambda: told.append("late"))
    tasks.document(owner, lambda: told.append("late"))
    qtbot.waitUntil(lambda: tasks.idle)
    assert (told, failures) == ([], [])
    tasks.close()
