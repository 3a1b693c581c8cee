"""One question as a card: what is asked, by whom and since when, the answers, and a field for one's own."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.widgets.buttons import button
from app.ui.widgets.composer import Composer
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.workspace.questions import QuestionView
from app.workspace.views import Changes

_LONGEST = 20_000


class QuestionCard(QFrame):
    """Drawn anew around the field, which stays as it is while somebody types."""

    def __init__(self, desk: Desk, view: QuestionView) -> None:
        super().__init__()
        self._desk, self._say, self._view = desk, desk.texts.say, view
        self.setProperty("role", "row-card")
        self._text, self._details = label("", "strong", wrap=True), label("", wrap=True)
        self._chips, self._answers = QWidget(), QVBoxLayout()
        self._chips.setProperty("role", "clear")
        self._flow = Flow(self._chips)
        self.box = Composer(self._say("listening.answer_hint"), _LONGEST)
        self.box.sent.connect(self._send)
        self.box.given_up.connect(self._give_up)
        self.box.hide()
        self.answer = button(self._say("listening.answer"), self._press, icon="talk")
        self.settled = button(self._say("listening.settled"), self._settle, icon="done")
        self.open = button(self._say("listening.open"), self._open, role="quiet")
        self._lay_out()
        self.show_view(view)

    @property
    def unsent(self) -> bool:
        """Is an answer typed that nobody has?"""
        return bool(self.box.text.strip())

    def show_view(self, view: QuestionView) -> None:
        """Show how the question stands now."""
        self._view = view
        self._text.setText(view.text)
        self._details.setText(view.details)
        self._details.setVisible(bool(view.details))
        empty(self._flow)
        for words, role in self._told(view):
            self._flow.addWidget(label(words, role))
        empty(self._answers)
        for one in view.answers:
            self._answers.addWidget(label(one.text, "quote", wrap=True))
            day = self._desk.words.iso_day(one.on, self._desk.now()) if one.on else ""
            self._answers.addWidget(label(" · ".join(part for part in (one.who, day) if part), "small"))
        # Whose question it is, has something to say when there is an answer.
        self.answer.setVisible(view.may_answer and (not view.mine or view.unsigned or bool(view.answers)))
        self.answer.setAccessibleName(f"{self._say('listening.answer')}: {view.text}")
        self.settled.setVisible(view.record is not None and (view.mine or view.may_answer) and bool(view.answers))
        self.settled.setText(self._say("listening.open_again" if view.settled else "listening.settled"))
        self.settled.setAccessibleName(f"{self.settled.text()}: {view.text}")
        self.open.setVisible(view.record is not None)
        self.open.setAccessibleName(f"{self._say('listening.open')}: {view.text}")

    def _told(self, view: QuestionView) -> list[tuple[str, str]]:
        who = self._say("listening.unsigned") if view.unsigned else view.author
        if view.box:
            who = self._say(f"listening.box_{view.box}")
        elif view.mine and not view.unsigned:
            comma = self._say("form.comma")
            who = self._say("listening.to", name=comma.join(view.to) or self._say("listening.everybody"))
        told = [(who, "chip-accent"), (view.space_name, "chip")]
        if view.urgent:
            told.insert(0, (self._say("listening.urgent"), "chip-note"))
        if not view.answers and not view.settled:
            told.append((self._age(view.asked), "chip"))
        if view.mine and view.travel is not None and not view.answers:
            told.append((self._say(f"listening.travel_{view.travel.value}"), "chip"))
        if view.settled:
            told.append((self._say("listening.is_settled"), "chip-accent"))
        return [(words, role) for words, role in told if words]

    def _age(self, since: int) -> str:
        days = (datetime.fromtimestamp(self._desk.now()).date() - datetime.fromtimestamp(since).date()).days
        if days < 1:
            return self._say("listening.asked_today")
        return self._say("listening.asked_yesterday") if days == 1 else self._say("listening.waits_days", days=days)

    def _press(self) -> None:
        """First the field, then the words in it."""
        if self.box.isHidden():
            self.box.show()
            self.answer.setText(self._say("listening.send"))
            self.box.setFocus()
            return
        self.box.finish_composing()
        if self.box.text.strip():
            self._send(self.box.text.strip())
        else:
            self.box.setFocus()

    def _give_up(self) -> None:
        if not self.unsent:
            self.box.hide()
            self.answer.setText(self._say("listening.answer"))
            self.answer.setFocus()

    def _send(self, text: str) -> None:
        view = self._view
        self._desk.ask(self, lambda workspace: workspace.answer_view(view, text), self._sent)

    def _sent(self, changes: Changes) -> None:
        self.box.clear()
        self._give_up()
        self._desk.news.announce(changes)

    def _settle(self) -> None:
        record, settled = self._view.record, not self._view.settled
        if record is not None:
            self._desk.ask(self, lambda workspace: workspace.settle(record, settled), self._desk.news.announce)

    def _open(self) -> None:
        if self._view.record is not None:
            self._desk.shell.open_record(self._view.record)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.answer)
        row.addWidget(self.settled)
        row.addStretch(1)
        row.addWidget(self.open)
        shown: QLabel
        for shown in (self._text, self._details):
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 9)
        column.setSpacing(6)
        column.addWidget(self._text)
        column.addWidget(self._details)
        column.addWidget(self._chips)
        column.addLayout(self._answers)
        column.addWidget(self.box)
        column.addLayout(row)
