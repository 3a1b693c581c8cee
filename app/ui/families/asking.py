"""Asking a mentor for access to a family: what is needed, why, until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.records.fields import LIMIT, Line
from app.records.terms import Terms
from app.ui.desk import Desk
from app.ui.messages import PlainDialog
from app.ui.typed_days import parse_day
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox, ProseBox
from app.workspace.contacts import FamilyView

#: What is offered as the last day: a fortnight.
_USUAL_DAYS = 14
_LONGEST_WHY = 500
SCOPES = "contact_scopes"


class ScopeBoxes(QWidget):
    """What may be opened, each with a tick."""

    def __init__(self, desk: Desk, chosen: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for term in Terms().offer(SCOPES):
            box = QCheckBox(desk.texts.label(term.label))
            box.setChecked(term.code in chosen)
            self.boxes[term.code] = box
            column.addWidget(box)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes that are ticked."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())


def day_box(desk: Desk, day: str) -> LineBox:
    """A line for a last day; a fortnight from now where none is given."""
    box = LineBox(LIMIT[Line])
    box.setAccessibleName(desk.texts.say("families.last_day"))
    usual = datetime.fromtimestamp(desk.now()).date() + timedelta(days=_USUAL_DAYS)
    box.setText(day or usual.isoformat())
    return box


def day_in(desk: Desk, box: LineBox) -> str | None:
    """The day that stands in the line; None for anything else, and for a day that is past."""
    today = datetime.fromtimestamp(desk.now()).date()
    day = parse_day(box.text(), today)
    return day if day is not None and day >= today.isoformat() else None


class AskDialog(PlainDialog):
    """One request. Colleagues of the space see that it was made: nothing about the family belongs into it."""

    def __init__(self, desk: Desk, parent: QWidget, family: FamilyView) -> None:
        say = desk.texts.say
        super().__init__(parent, say("families.ask_title", name=family.name))
        self._desk, self._parent, self._family = desk, parent, family
        self.mentor = QComboBox()
        self.mentor.setAccessibleName(say("families.which_mentor"))
        for person, name in family.mentors:
            self.mentor.addItem(name, person or name)
        self.scope = ScopeBoxes(desk)
        self.why = ProseBox(_LONGEST_WHY, least=3, most=6)
        self.why.setAccessibleName(say("families.reason"))
        self.until = day_box(desk, "")
        self.told = label("", "quiet", wrap=True)
        self.do = button(say("families.ask_do"), self._ask, role="primary", icon="done")
        column = self.column
        for words, control in (
            ("families.which_mentor", self.mentor),
            ("families.what", self.scope),
            ("families.reason", self.why),
            ("families.last_day", self.until),
        ):
            column.addWidget(label(say(words), "field"))
            column.addWidget(control)
        column.addWidget(label(say("families.seen_by_all"), "small", wrap=True))
        column.addWidget(self.told)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(say("ui.cancel"), self.reject))
        foot.addWidget(self.do)
        column.addLayout(foot)

    def _ask(self) -> None:
        why, until = self.why.text.strip(), day_in(self._desk, self.until)
        if not why or until is None:
            self.told.setText(self._desk.texts.say("families.say_why"))
            self.fit()
            return
        mentor, scope, family = str(self.mentor.currentData()), self.scope.chosen, self._family
        self._desk.ask(
            self._parent,
            lambda workspace: workspace.ask_contact(family, mentor, scope, why, until),
            self._desk.news.announce,
        )
        self.accept()
