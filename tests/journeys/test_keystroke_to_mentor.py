"""The journey of docs/journey.md: a keystroke in a teacher's window arrives as a word on her mentor's screen, and the
mentor's comment comes back. Real windows (offscreen), real files, a real relay process over HTTPS on loopback."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.clock import SystemClock
from app.ids import RecordId
from app.paths import open_home
from app.records.values import Value
from app.text import Texts
from app.ui.forms.page import FormPage
from app.ui.main_window import MainWindow
from app.ui.review.page import ReviewPage
from app.ui.tasks import Tasks
from app.workspace.signing_in import People
from app.workspace.views import Changes, RecordView, Travel
from app.workspace.workspace import Workspace
from tests.helpers.relay_process import RelayProcess

T = TypeVar("T")
PIN = "2580"
#: Milliseconds to wait for something that takes well under one second: a busy machine must not fail the test.
PATIENCE = 60_000


class Seat:
    """One person in front of her own window."""

    def __init__(self, folder: Path, name: str, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.failures: list[BaseException] = []
        self.workspace = People(open_home(folder / name), SystemClock()).create(name, PIN)
        self.tasks = Tasks(self.failures.append)
        self.window = MainWindow(self.workspace, self.tasks, Texts("zh"))
        self.window.show()

    def ask(self, work: Callable[[Workspace], T]) -> T:
        """Run a verb where the window runs it: on the person's document worker."""
        return self.tasks.do(lambda: work(self.workspace))

    def view(self, record: RecordId) -> RecordView:
        """A record as her program has it."""
        return self.ask(lambda workspace: workspace.view(record))

    def sync(self) -> None:
        """Press 'sync now' and wait until the visit is over."""
        self.window.desk.news.announce(Changes(spaces=True))
        self.qtbot.waitUntil(self.window.foot.button.isEnabled, timeout=PATIENCE)
        with self.qtbot.waitSignal(self.window.visits.ended, timeout=PATIENCE) as ended:
            QTest.mouseClick(self.window.foot.button, Qt.MouseButton.LeftButton)
        assert ended.args is not None
        assert ended.args[0].trouble == ()

    def text_field(self, record: RecordId, key: str) -> QWidget:
        """The field of a form into which one types."""
        self.window.open_record(record)
        page = self.window.page(f"record:{record}")
        assert isinstance(page, FormPage)
        self.qtbot.waitUntil(lambda: page.form is not None and page.form.whole, timeout=PATIENCE)
        assert page.form is not None
        frame = page.form.frame(key)
        assert frame is not None
        boxes: list[QWidget] = [*frame.findChildren(QPlainTextEdit), *frame.findChildren(QTextEdit)]
        assert len(boxes) == 1
        return boxes[0]

    def review(self, record: RecordId) -> ReviewPage:
        """The review page, with the record on it."""
        self.window.open_review(record)
        page = self.window.page(f"review:{record}")
        assert isinstance(page, ReviewPage)
        self.qtbot.waitUntil(lambda: bool(page.sheet.toPlainText()), timeout=PATIENCE)
        return page

    def close(self) -> None:
        self.window.close()
        self.ask(lambda workspace: workspace.close())
        self.tasks.close()


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[RelayProcess]:
    with RelayProcess(tmp_path / "relay") as process:
        yield process


@pytest.fixture
def seats(tmp_path: Path, qtbot: QtBot, relay: RelayProcess) -> Iterator[tuple[Seat, Seat]]:
    teacher, mentor = Seat(tmp_path, "李秀兰", qtbot), Seat(tmp_path, "王敏", qtbot)
    card = relay.card.encode()
    space = mentor.ask(lambda workspace: workspace.found_space("秀兰和王敏", card)).space
    ticket = mentor.ask(lambda workspace: workspace.make_ticket(space, "writer")).text
    mentor.sync()
    teacher.ask(lambda workspace: workspace.join(ticket))
    yield teacher, mentor
    teacher.close()
    mentor.close()
    assert teacher.failures == mentor.failures == []


def test_a_keystroke_becomes_a_word_on_the_mentors_screen_and_her_comment_comes_back(
    seats: tuple[Seat, Seat], qtbot: QtBot
) -> None:
    teacher, mentor = seats
    plan = _shared_plan(teacher, {"topic": "认识秋天"})

    # 1-5: typed, saved by itself, stored with what must leave
    field = teacher.text_field(plan, "key_point")
    field.setFocus()
    QTest.keyClicks(field, "guancha yezi")
    qtbot.waitUntil(lambda: teacher.view(plan).values.get("key_point") == "guancha yezi", timeout=PATIENCE)
    assert teacher.view(plan).travel is Travel.HERE

    # 6-15: sealed, sent, kept by the relay, fetched, opened, merged, shown
    teacher.sync()
    assert teacher.view(plan).travel is Travel.ON_RELAY
    mentor.sync()
    page = mentor.review(plan)
    assert "guancha yezi" in page.sheet.toPlainText()

    # and back: select, type, Enter
    assert page.sheet.select("key_point", 0, 7)
    page.margin.composer.setFocus()
    QTest.keyClicks(page.margin.composer, "hao")
    QTest.keyClick(page.margin.composer, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(mentor.view(plan).comments) == 1, timeout=PATIENCE)
    mentor.sync()
    teacher.sync()
    (comment,) = teacher.view(plan).comments
    assert (comment.body, comment.quote, comment.author) == ("hao", "guancha", "王敏")
    assert (comment.path, comment.start, comment.end) == ("key_point", 0, 7)
    back = teacher.review(plan)
    qtbot.waitUntil(lambda: _says(back, "hao"), timeout=PATIENCE)
    qtbot.waitUntil(lambda: teacher.view(plan).travel is Travel.ARRIVED, timeout=PATIENCE)


def test_two_who_type_while_apart_find_both_edits_in_their_windows(seats: tuple[Seat, Seat], qtbot: QtBot) -> None:
    teacher, mentor = seats
    plan = _shared_plan(teacher, {"topic": "认识秋天", "key_point": " zhongjian "})
    teacher.sync()
    mentor.sync()
    for seat, word, key in ((teacher, "hou", Qt.Key.Key_End), (mentor, "qian", Qt.Key.Key_Home)):
        field = seat.text_field(plan, "key_point")
        field.setFocus()
        QTest.keyClick(field, key)
        QTest.keyClicks(field, word)
        qtbot.waitUntil(partial(_has_saved, seat, plan, word), timeout=PATIENCE)
    for seat in (teacher, mentor, teacher):
        seat.sync()
    for seat in (teacher, mentor):
        field = seat.text_field(plan, "key_point")
        qtbot.waitUntil(partial(_reads, field, "qian zhongjian hou"), timeout=PATIENCE)


def _shared_plan(seat: Seat, values: dict[str, Value]) -> RecordId:
    space = seat.ask(lambda workspace: workspace.spaces())[1].space
    return seat.ask(lambda workspace: workspace.create("lesson_plan", values, space))


def _has_saved(seat: Seat, plan: RecordId, word: str) -> bool:
    return word in str(seat.view(plan).values["key_point"])


def _reads(field: QWidget, words: str) -> bool:
    return _text(field) == words


def _text(field: QWidget) -> str:
    assert isinstance(field, QPlainTextEdit | QTextEdit)
    return field.toPlainText()


def _says(page: ReviewPage, words: str) -> bool:
    QApplication.processEvents()
    inside: list[QWidget] = [*page.margin.findChildren(QWidget)]
    return any(words in str(child.property("text") or "") for child in inside)
