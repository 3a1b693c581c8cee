"""Answering a request: open it for a time, pass the word on oneself, or not now. The mentor coordinates what about, in
which form, and how often."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.records.fields import LIMIT, Line
from app.ui.desk import Desk
from app.ui.families.asking import ScopeBoxes, day_box, day_in
from app.ui.messages import PlainDialog
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox, ProseBox
from app.workspace.contacts import RequestView, Terms

_LONGEST_WORDS = 500
#: Codes of the terms ``contact_answers``.
_PASS_ON, _NOT_NOW = "m", "l"


class GrantDialog(PlainDialog):
    """What was asked, and the three answers."""

    def __init__(self, desk: Desk, parent: QWidget, request: RequestView) -> None:
        say = self._say = desk.texts.say
        super().__init__(parent, say("families.asks", by=request.by, name=request.name))
        self._desk, self._parent, self._request = desk, parent, request
        self.scope = ScopeBoxes(desk, request.scope)
        self.about = ProseBox(_LONGEST_WORDS, least=2, most=5)
        self.about.setAccessibleName(say("families.about"))
        self.form, self.often = LineBox(LIMIT[Line]), LineBox(LIMIT[Line])
        self.form.setAccessibleName(say("families.form"))
        self.often.setAccessibleName(say("families.often"))
        self.until = day_box(desk, request.until)
        self.told = label("", "quiet", wrap=True)
        self.do = button(say("families.grant_do"), self._grant, role="primary", icon="done")
        self.pass_on = button(say("families.pass_on"), lambda: self._answer(_PASS_ON))
        self.not_now = button(say("families.not_now"), lambda: self._answer(_NOT_NOW))
        column = self.column
        column.addWidget(label(request.why, wrap=True))
        for words, control in (
            ("families.about", self.about),
            ("families.form", self.form),
            ("families.often", self.often),
            ("families.opened", self.scope),
            ("families.last_day", self.until),
        ):
            column.addWidget(label(say(words), "field"))
            column.addWidget(control)
        column.addWidget(label(say("families.ends_by_itself"), "small", wrap=True))
        column.addWidget(self.told)
        foot = QHBoxLayout()
        foot.addWidget(self.not_now)
        foot.addWidget(self.pass_on)
        foot.addStretch(1)
        foot.addWidget(self.do)
        column.addLayout(foot)

    def _grant(self) -> None:
        until, about = day_in(self._desk, self.until), self.about.text.strip()
        if until is None or not about:
            self.told.setText(self._say("families.say_about"))
            self.fit()
            return
        record = self._request.record
        terms = Terms(until, about, self.form.text().strip(), self.often.text().strip(), self.scope.chosen)
        self._desk.ask(self._parent, lambda workspace: workspace.grant_contact(record, terms), self._desk.news.announce)
        self.accept()

    def _answer(self, code: str) -> None:
        record, words = self._request.record, self.about.text.strip()
        self._desk.ask(
            self._parent, lambda workspace: workspace.answer_contact(record, code, words), self._desk.news.announce
        )
        self.accept()
