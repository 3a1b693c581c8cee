"""The box in which something is asked: type, and Enter; to whom stands on the button beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout

from app.ui.desk import Desk
from app.ui.theme.scale import px
from app.ui.widgets.buttons import button
from app.ui.widgets.composer import Composer
from app.ui.widgets.labels import label
from app.workspace.questions import Addressee
from app.workspace.views import Changes

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_LONGEST = 4_000
#: Room for a name and a space, in usual pixels; longer ones end in … and stand whole in the tool tip.
_WIDEST = 240
#: Under this preference stands whom she asked last.
_LAST = "asked last"


class AskBox(QFrame):
    """A card with one field; hidden while there is nobody to ask."""

    asked = Signal()

    def __init__(self, desk: Desk, *, small: bool = False) -> None:
        """``small`` is for a page on which it is one thing among others: one line."""
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._found: list[Addressee] = []
        self._to: Addressee | None = None
        self.setProperty("role", "card")
        self.setAccessibleName(self._say("listening.my_difficulty"))
        hint = self._say("listening.hint_small" if small else "listening.hint")
        self.box = Composer(hint, _LONGEST, least=1 if small else 2)
        self.box.sent.connect(self._send)
        self.urgent = QCheckBox(self._say("listening.urgent"))
        self.whom = QPushButton()
        self.whom.setCursor(Qt.CursorShape.PointingHandCursor)
        self.send = button(self._say("listening.send"), self._press, role="primary")
        self.honest = label(self._say("listening.honest"), "small", wrap=True)
        self.honest.hide()
        self.told = label("", "small", wrap=True)
        self.told.hide()
        self._lay_out(small)
        self.hide()

    @property
    def unsent(self) -> bool:
        """Is something typed that nobody has?"""
        return bool(self.box.text.strip())

    def refresh(self) -> None:
        """Fetch whom one may ask."""
        self._desk.ask(self, _fetch, self._fill)

    def _fill(self, found: tuple[list[Addressee], str]) -> None:
        self._found, last = found
        kept = self._to if self._to in self._found else None
        usual = next((one for one in self._found if _key(one) == last), None)
        alone = next((one for one in self._found if one.persons), None)
        self.setVisible(bool(self._found) or self.unsent)
        menu = QMenu(self.whom)
        for one in self._found:
            menu.addAction(self._named(one).replace("&", "&&"), lambda chosen=one: self._choose(chosen))
        former = self.whom.menu()
        self.whom.setMenu(menu)
        if former is not None:
            former.deleteLater()
        if self._found:
            self._choose(kept or usual or alone or self._found[0])

    def _choose(self, to: Addressee) -> None:
        self._to = to
        self.honest.setVisible(to.box)
        words = self._say("listening.to", name=self._named(to))
        shown = self.whom.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, px(_WIDEST))
        self.whom.setText(shown.replace("&", "&&"))
        self.whom.setToolTip("" if shown == words else words)
        self.whom.setAccessibleName(words)

    def _named(self, to: Addressee) -> str:
        if to.box:
            return self._say("listening.box_in", space=to.space_name)
        if to.persons:
            return self._say("listening.person_in", name=self._desk.texts.say("form.comma").join(to.names),
                             space=to.space_name)  # fmt: skip
        return self._say("listening.everybody_in", space=to.space_name)

    def _press(self) -> None:
        self.box.finish_composing()
        if self.box.text.strip():
            self._send(self.box.text.strip())
        else:
            self.box.setFocus()

    def _send(self, text: str) -> None:
        to, urgent = self._to, self.urgent.isChecked()
        if to is None:
            return

        def ask(workspace: Workspace) -> Changes:
            if to.box:
                return workspace.ask_unsigned(to.space, text, urgent)
            workspace.set_preference(_LAST, _key(to))
            return Changes(frozenset({workspace.ask(text, to, urgent=urgent)}), sync=True)

        self._desk.ask(self, ask, lambda changes: self._sent(changes, to))

    def _sent(self, changes: Changes, to: Addressee) -> None:
        self.box.clear()
        self.urgent.setChecked(False)
        self.told.setText(self._say("listening.sent_box" if to.box else "listening.sent", name=self._named(to)))
        self.told.show()
        self.asked.emit()
        self._desk.news.announce(changes)

    def _lay_out(self, small: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 11, 14, 11)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        if small:
            row.addWidget(self.box, 1)
        else:
            column.addWidget(label(self._say("listening.my_difficulty"), "head"))
            column.addWidget(self.box)
        for part in (self.whom, self.urgent):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        if not small:
            row.addStretch(1)
        row.addWidget(self.send, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.honest)
        column.addWidget(self.told)


def _fetch(workspace: Workspace) -> tuple[list[Addressee], str]:
    return workspace.addressees(), workspace.preference(_LAST, "")


def _key(to: Addressee) -> str:
    return " ".join((to.space.hex(), *to.persons))
