"""The page of questions: ask, answer what waits, and see how everything was handled."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from app.ids import SpaceId
from app.records.groups import MENTORING
from app.ui.desk import Desk
from app.ui.listening.asking import AskBox
from app.ui.listening.board import Board
from app.ui.lists.strip import GroupStrip
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.panel import page_column
from app.workspace.questions import Questions
from app.workspace.views import Changes

NAME = "questions"


class QuestionsPage(QScrollArea):
    """One's own box, then what waits for her, what she asked, and what was answered in the open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, say = desk, desk.texts.say
        column = page_column(self)
        self.ask = AskBox(desk)
        self.waiting = Board(desk, say("listening.waiting"), "ask", say("listening.waiting_empty"))
        self.mine = Board(desk, say("listening.mine"), "person", say("listening.mine_empty"))
        self.answered = Board(desk, say("listening.answered"), "talk", say("listening.answered_empty"))
        column.addWidget(GroupStrip(desk, MENTORING, NAME))
        column.addWidget(label(say("listening.title"), "hero"))
        column.addWidget(label(say("listening.why"), "quiet", wrap=True))
        self.box = button(say("listening.open_box"), self._open_box, icon="ticket")
        self.box_why = label(say("listening.open_box_why"), "quiet", wrap=True)
        self._school: SpaceId | None = None
        self._offer_box([])
        column.addWidget(self.box_why)
        column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.ask, self.waiting, self.mine, self.answered):
            column.addWidget(part)
        column.addStretch(1)
        desk.news.changed.connect(self._changed)

    @property
    def unsent(self) -> bool:
        """Is something typed that nobody has?"""
        return any(part.unsent for part in (self.ask, self.waiting, self.mine, self.answered))

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self.ask.refresh()
        self._desk.ask(self, lambda workspace: workspace.questions(), self._show)
        self._desk.ask(self, lambda workspace: workspace.may_open_box(), self._offer_box)

    def leave(self) -> None:
        """Nothing to save."""

    def _changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.shown()

    def _offer_box(self, schools: list[SpaceId]) -> None:
        self._school = schools[0] if schools else None
        self.box.setVisible(bool(schools))
        self.box_why.setVisible(bool(schools))

    def _open_box(self) -> None:
        school, name = self._school, self._desk.texts.say("listening.box_name")
        if school is not None:
            self._desk.ask(self, lambda workspace: workspace.open_box(school, name), self._desk.news.announce)

    def _show(self, found: Questions) -> None:
        self.waiting.show_questions(found.waiting)
        self.mine.show_questions(found.mine)
        self.answered.show_questions(found.answered)
