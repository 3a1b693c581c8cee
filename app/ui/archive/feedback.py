"""What others said of one's work from time to time, and what one makes of it: a slot in the archive."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.ui.desk import Desk
from app.ui.safekeeping.card import SectionCard
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.ui.widgets.text_boxes import LineBox, ProseBox
from app.workspace.archive import FeedbackView
from app.workspace.views import Changes

_LONGEST_NAME, _LONGEST = 100, 20_000


class FeedbackCard(SectionCard):
    """The entries, newest first, and three fields for a new one, which is dated today."""

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        super().__init__(desk.texts.say("archive.feedback"), "talk")
        self._desk, self._changed, say = desk, changed, desk.texts.say
        self.body.addWidget(label(say("archive.feedback_why"), "quiet", wrap=True))
        self.entries = QVBoxLayout()
        self.entries.setSpacing(6)
        self.body.addLayout(self.entries)
        self.by, self.said = LineBox(_LONGEST_NAME), ProseBox(_LONGEST, least=2, most=6)
        self.answer = ProseBox(_LONGEST, least=2, most=6)
        for words, box in (("by", self.by), ("said", self.said), ("answer", self.answer)):
            box.setPlaceholderText(say(f"archive.feedback_{words}"))
            box.setAccessibleName(say(f"archive.feedback_{words}"))
            self.body.addWidget(box)
        self.add = button(say("archive.feedback_add"), self._add, icon="add")
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.said.typed.connect(self._look)
        self._look()

    @property
    def unsent(self) -> bool:
        """Is something begun that was not put there?"""
        return bool(self.said.text.strip())

    def show_feedback(self, entries: tuple[FeedbackView, ...]) -> None:
        """Show these entries; what is typed meanwhile stays."""
        empty(self.entries)
        say, now = self._desk.texts.say, self._desk.now()
        for entry in entries:
            day = self._desk.words.iso_day(entry.given_on, now)
            self.entries.addWidget(
                label(say("archive.feedback_head", day=day, by=entry.by or say("archive.somebody")), "field")
            )
            self.entries.addWidget(label(entry.said, wrap=True))
            if entry.answer:
                self.entries.addWidget(label(say("archive.feedback_mine", answer=entry.answer), "quiet", wrap=True))

    def _look(self) -> None:
        self.add.setEnabled(bool(self.said.text.strip()))

    def _add(self) -> None:
        today = datetime.fromtimestamp(self._desk.now()).date().isoformat()
        by, said, answer = self.by.text().strip(), self.said.text.strip(), self.answer.text.strip()

        def kept(changes: Changes) -> None:
            self._desk.news.announce(changes)
            self.by.receive("")
            self.said.receive("")
            self.answer.receive("")
            self._look()
            self._changed()

        self._desk.ask(self, lambda workspace: workspace.give_feedback(today, by, said, answer), kept)
