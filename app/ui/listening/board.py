"""A titled card of questions: those that stay keep their fields with what is typed in them."""

from collections.abc import Sequence

from app.ui.desk import Desk
from app.ui.listening.card import QuestionCard
from app.ui.widgets.panel import Panel
from app.workspace.questions import QuestionView


class Board(Panel):
    """Shows ``show_questions``; a question that goes while somebody answers it stays until that is sent."""

    def __init__(self, desk: Desk, title: str, icon: str, nothing: str) -> None:
        super().__init__(title, icon, nothing)
        self._desk = desk
        self.body.setSpacing(8)
        self.cards: dict[str, QuestionCard] = {}

    @property
    def unsent(self) -> bool:
        """Is an answer typed that nobody has?"""
        return any(card.unsent for card in self.cards.values())

    def show_questions(self, views: Sequence[QuestionView]) -> None:
        """Put these in place of the former ones, in their order."""
        wanted = {view.record or view.number: view for view in views}
        for key, card in list(self.cards.items()):
            if key not in wanted and not card.unsent:
                self.body.removeWidget(card)
                card.hide()
                card.deleteLater()
                del self.cards[key]
        for place, (key, view) in enumerate(wanted.items()):
            if key in self.cards:
                self.cards[key].show_view(view)
            else:
                self.cards[key] = QuestionCard(self._desk, view)
                self.body.insertWidget(place, self.cards[key])
        self.show_count(len(self.cards))
