"""On the start page: questions that wait for an answer of hers, and the box in which she asks her own."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.listening.asking import AskBox
from app.ui.listening.board import Board
from app.workspace.questions import QuestionView

#: More than these are on the page of questions.
_SHOWN = 5


class TodayQuestions(QWidget):
    """Takes no room where nothing waits and nobody could be asked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.texts.say
        self.setProperty("role", "clear")
        self.board = Board(desk, say("listening.waiting"), "ask", say("listening.waiting_empty"))
        self.board.hide()
        self.ask = AskBox(desk, small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.board)
        column.addWidget(self.ask)

    @property
    def unsent(self) -> bool:
        """Is something typed that nobody has?"""
        return self.board.unsent or self.ask.unsent

    def refresh(self) -> None:
        """Fetch and draw."""
        self._desk.ask(self, lambda workspace: workspace.questions_waiting(), self._show)
        self.ask.refresh()

    def _show(self, views: tuple[QuestionView, ...]) -> None:
        self.board.show_questions(views[:_SHOWN])
        self.board.show_count(max(len(views), len(self.board.cards)))
        self.board.setVisible(bool(self.board.cards))
