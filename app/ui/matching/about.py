"""The pupil in hand: her mentors of today with what can be done, those before, and the ways to her card."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty
from app.workspace.pupil_views import PairingView, PupilView

_SHOWN_PAST = 4


@dataclass(frozen=True)
class Does:
    """What the page does for this card."""

    lead: Callable[[PairingView], None]
    replace: Callable[[PairingView], None]
    end: Callable[[PairingView], None]
    open: Callable[[RecordId], None]
    attend: Callable[[PupilView], None]


class AboutPupil(QFrame):
    """A card; empty words while nobody is chosen."""

    def __init__(self, desk: Desk, does: Does) -> None:
        super().__init__()
        self._desk, self._say, self._does = desk, desk.texts.say, does
        self.setProperty("role", "card")
        self._name = OneLine("", "head")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._past = label("", "small", wrap=True)
        self._verbs = Flow(gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(self._name)
        column.addLayout(self._lines)
        column.addWidget(self._past)
        column.addLayout(self._verbs)

    def show_pupil(self, one: PupilView | None) -> None:
        """Show this pupil in place of the former one."""
        empty(self._lines)
        empty(self._verbs)
        self._past.setVisible(one is not None and bool(one.past))
        if one is None:
            self._name.setText(self._say("matching.choose_pupil"))
            return
        self._name.setText(" · ".join(part for part in (one.name, one.class_name) if part))
        for pairing in one.open:
            self._lines.addLayout(self._line(pairing, several=len(one.open) > 1))
        if not one.open:
            self._lines.addWidget(label(self._say("matching.nobody_yet"), "quiet", wrap=True))
        now = self._desk.now()
        told = [
            self._say(
                "matching.before",
                name=pairing.mentor.name,
                begun=self._desk.words.iso_day(pairing.begun, now) if pairing.begun else "…",
                ended=self._desk.words.iso_day(pairing.ended, now),
            )
            for pairing in one.past[:_SHOWN_PAST]
        ]
        self._past.setText("\n".join(told))
        self._verbs.addWidget(
            button(self._say("matching.open"), lambda: self._does.open(one.record), role="quiet", icon="document")
        )
        words = "matching.attended" if one.special else "matching.attend"
        self._verbs.addWidget(button(self._say(words), lambda: self._does.attend(one), role="quiet", icon="lock"))

    def _line(self, pairing: PairingView, *, several: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(OneLine(self._told(pairing, several=several)), 1)
        verbs = [("replace", self._does.replace), ("end", self._does.end)]
        if several and not pairing.lead:
            verbs.insert(0, ("let_lead", self._does.lead))
        for words, do in verbs:
            made = button(self._say(f"matching.{words}"), partial(do, pairing), role="quiet")
            made.setAccessibleName(self._say(f"matching.{words}_whom", name=pairing.mentor.name))
            made.setToolTip(made.accessibleName())
            row.addWidget(made)
        return row

    def _told(self, pairing: PairingView, *, several: bool) -> str:
        name = pairing.mentor.name
        if several and pairing.lead:
            name = self._say("matching.leads", name=name)
        if pairing.waits_for:
            sides = self._say("form.comma").join(self._say(f"matching.waits_{side}") for side in pairing.waits_for)
            return self._say("matching.waits", name=name, sides=sides)
        since = self._desk.words.iso_day(pairing.begun, self._desk.now()) if pairing.begun else ""
        return self._say("matching.since", name=name, since=since) if since else name
