"""What waits for this person's yes: as the mentor who was asked, or for a pupil of her class who was."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty
from app.workspace.pupil_views import MENTOR_SIDE, MatchingView

#: Lines that stand at once; a whole class is answered by the button above them.
_SHOWN = 2


class Answers(QFrame):
    """A card that is there only while something waits. ``answer`` is called with pairing, side, and yes or no."""

    def __init__(self, desk: Desk, answer: Callable[[list[tuple[RecordId, str]], bool], None]) -> None:
        super().__init__()
        self._say, self._answer = desk.texts.say, answer
        self.setProperty("role", "card")
        self._title = label("", "head")
        self.all = button("", self._all, icon="done")
        self._waiting: list[tuple[RecordId, str]] = []
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.all)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._lines)
        self.hide()

    def show_answers(self, view: MatchingView) -> None:
        """Show what waits now."""
        empty(self._lines)
        names = {one.record: one for one in view.pupils}
        self._waiting = [(pairing.record, side) for pairing, side in view.answers]
        self.setVisible(bool(view.answers))
        self._title.setText(self._say("matching.answers", count=len(view.answers)))
        self.all.setText(self._say("matching.all_yes", count=len(view.answers)))
        self.all.setVisible(len(view.answers) > 1)
        for pairing, side in view.answers[:_SHOWN]:
            pupil = names[pairing.pupil]
            # A colleague who is no member here is asked by the class teacher, who says so for her.
            for_her = side == MENTOR_SIDE and not pairing.mentor.person
            asked = "asked_for_her" if for_her else f"asked_{side}"
            names_in = {"pupil": pupil.name, "class_name": pupil.class_name, "mentor": pairing.mentor.name}
            said = "yes_for_her" if for_her else f"yes_{side}"
            self._lines.addWidget(self._line(self._say(f"matching.{asked}", **names_in), said, (pairing.record, side)))
        if len(view.answers) > _SHOWN:
            more = self._say("matching.more_answers", count=len(view.answers) - _SHOWN)
            self._lines.addWidget(label(more, "small"))

    def _line(self, words: str, said: str, waiting: tuple[RecordId, str]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(OneLine(words), 1)
        yes = button(self._say(f"matching.{said}"), partial(self._answer, [waiting], True), role="primary")
        no = button(self._say("matching.no"), partial(self._answer, [waiting], False), role="quiet")
        for one in (yes, no):
            one.setAccessibleName(f"{one.text()} · {words}")
            row.addWidget(one)
        return line

    def _all(self) -> None:
        self._answer(self._waiting, True)
