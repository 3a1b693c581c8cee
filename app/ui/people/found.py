"""Founding a space on the relay whose card somebody gave us."""

from PySide6.QtWidgets import QWidget

from app.records.purposes import PURPOSES
from app.ui.desk import Desk
from app.ui.forms.input import CalmCombo
from app.ui.people.frame import SpaceDialog
from app.ui.widgets.text_boxes import LineBox, ProseBox
from app.workspace.views import Changes, SpaceView

_LONGEST_NAME, _LONGEST_CARD = 60, 4_000


class FoundDialog(SpaceDialog):
    """A name, and the card."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        say = desk.texts.say
        super().__init__(desk, parent, say("people.found"), say("people.found_why"), say("people.found_do"))
        self.name = LineBox(_LONGEST_NAME)
        self.name.setPlaceholderText(say("people.space_example"))
        self.purpose = CalmCombo()
        for key, words in PURPOSES.items():
            self.purpose.addItem(desk.texts.label(words), key)
        self.card = ProseBox(_LONGEST_CARD, least=3, most=4)
        self.card.setPlaceholderText("TR1-…")
        self.field(say("people.space_name"), self.name)
        self.field(say("gather.purpose"), self.purpose)
        self.field(say("people.relay_card"), self.card)
        self.name.typed.connect(self._allow)
        self.card.typed.connect(self._allow)
        self._allow()
        self.name.setFocus()

    def begin(self) -> None:
        """Found the space."""
        self.busy(True)
        name, card, purpose = self.name.text().strip(), self.card.text, str(self.purpose.currentData())
        self.desk.ask(self, lambda workspace: workspace.found_for(name, card, purpose), self._founded, self.failed)

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.name.text().strip() and self.card.text.strip()))

    def _founded(self, _space: SpaceView) -> None:
        self.desk.news.announce(Changes(spaces=True, sync=True))
        self.accept()
