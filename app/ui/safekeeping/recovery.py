"""Recovery and lock: the card, the circle of colleagues, helping one of them, the PIN and when the screen locks."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.safekeeping.card import SectionCard
from app.ui.safekeeping.card_dialog import CardDialog, RehearsalDialog
from app.ui.safekeeping.help_dialog import HelpDialog
from app.ui.safekeeping.pin_dialog import BindDialog, ChangePinDialog
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import empty
from app.workspace.views import Changes

if TYPE_CHECKING:
    from app.workspace.circle import CircleView
    from app.workspace.recovery import CardState
    from app.workspace.workspace import Workspace


@dataclass(frozen=True)
class _Found:
    card: CardState
    circle: CircleView
    bound: bool
    key_store: bool


class RecoverySection(QWidget):
    """Three cards: the recovery card, the circle, the lock."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.notice = Notice()
        column.addWidget(self.notice)
        column.addWidget(self._card_section())
        column.addWidget(self._circle_section())
        column.addWidget(self._lock_section())
        desk.news.changed.connect(self._changed)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        protection, person = self._desk.protection, self._desk.workspace.me.person

        def found(workspace: Workspace) -> _Found:
            people = protection.people if protection is not None else None
            return _Found(
                workspace.card_state(),
                workspace.circle(),
                people is not None and people.is_bound(person),
                people is not None and people.key_store.available,
            )

        self._desk.ask(self, found, self._show)

    def open_card(self) -> CardDialog | None:
        """Show the card, after the PIN."""
        if self._desk.protection is None:
            return None
        dialog = CardDialog(self._desk, self._desk.protection, self)
        self._open(dialog)
        return dialog

    def open_help(self) -> HelpDialog:
        """Help a colleague back."""
        dialog = HelpDialog(self._desk, self)
        self._open(dialog)
        return dialog

    def open_pin(self) -> ChangePinDialog | None:
        """Change the PIN."""
        if self._desk.protection is None:
            return None
        dialog = ChangePinDialog(self._desk, self._desk.protection, self)
        self._open(dialog)
        return dialog

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _result: self.shown())
        dialog.open()

    def _rehearse(self) -> None:
        self._desk.ask(
            self,
            lambda workspace: workspace.rehearsal(),
            lambda places: self._open(RehearsalDialog(self._desk, places, self)),
        )

    def _section(self, title: str, why: str, picture: str) -> tuple[QFrame, QVBoxLayout]:
        card = SectionCard(self._say(title), picture)
        card.body.addWidget(label(self._say(why), "quiet", wrap=True))
        return card, card.body

    def _card_section(self) -> QFrame:
        card, column = self._section("protection.card", "protection.card_why", "document")
        self.card_says = label("", wrap=True)
        column.addWidget(self.card_says)
        row = QHBoxLayout()
        self.show_card = button(self._say("protection.show_card"), self.open_card, role="primary", icon="document")
        self.rehearse = button(self._say("protection.rehearse"), self._rehearse, icon="done")
        row.addWidget(self.show_card)
        row.addWidget(self.rehearse)
        row.addStretch(1)
        column.addLayout(row)
        return card

    def _circle_section(self) -> QFrame:
        card, column = self._section("protection.circle", "protection.circle_why", "people")
        self.circle_says = label("", wrap=True)
        column.addWidget(self.circle_says)
        self._colleagues = QVBoxLayout()
        column.addLayout(self._colleagues)
        self.boxes: dict[str, QCheckBox] = {}
        row = QHBoxLayout()
        self.choose = button(self._say("protection.choose"), self._choose, role="primary", icon="people")
        self.help = button(self._say("protection.help"), self.open_help, icon="share")
        row.addWidget(self.choose)
        row.addWidget(self.help)
        row.addStretch(1)
        column.addLayout(row)
        return card

    def _lock_section(self) -> QFrame:
        card, column = self._section("protection.lock", "protection.lock_why", "lock")
        self.bind = QCheckBox(self._say("protection.bind"))
        self.bind.clicked.connect(self._bind)
        self.bind_says = label("", "small", wrap=True)
        self.change_pin = button(self._say("protection.change_pin"), self.open_pin, icon="lock")
        self.settings = button(
            self._say("protection.lock_settings"), partial(self._desk.shell.open_page, "settings"), icon="settings"
        )
        column.addWidget(self.bind)
        column.addWidget(self.bind_says)
        row = QHBoxLayout()
        row.addWidget(self.change_pin)
        row.addWidget(self.settings)
        row.addStretch(1)
        column.addLayout(row)
        return card

    def _show(self, found: _Found) -> None:
        card, say = found.card, self._say
        printed, rehearsed = self._day(card.printed), self._day(card.rehearsed)
        if not card.printed:
            self.card_says.setText(say("protection.card_never"))
        elif card.newer_spaces:
            self.card_says.setText(say("protection.card_older", date=printed, count=card.newer_spaces))
        elif card.rehearsed:
            self.card_says.setText(say("protection.card_good", date=printed, rehearsed=rehearsed))
        else:
            self.card_says.setText(say("protection.card_unrehearsed", date=printed))
        self.rehearse.setEnabled(bool(card.printed))
        self._show_circle(found.circle)
        self.bind.setChecked(found.bound)
        self.bind.setEnabled(found.key_store or found.bound)
        self.bind_says.setText(say("protection.bind_why") if found.key_store else say("protection.no_key_store"))
        with_pin = self._desk.protection is not None
        for control in (self.show_card, self.change_pin):
            control.setEnabled(with_pin)

    def _show_circle(self, circle: CircleView) -> None:
        empty(self._colleagues)
        self.boxes = {}
        enough = len(circle.colleagues) > 1
        for colleague in circle.colleagues if enough else ():
            box = QCheckBox(colleague.name.replace("&", "&&"))
            box.setChecked(colleague.chosen)
            self.boxes[colleague.person] = box
            self._colleagues.addWidget(box)
        # Made anew they would come last, behind what stands below them.
        order: list[QWidget] = [self.rehearse, *self.boxes.values(), self.choose]
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)
        state = circle.state if enough or circle.state != "none" else "nobody"
        self.circle_says.setText(self._say(f"protection.circle_{state}"))
        self.choose.setEnabled(enough)

    def _choose(self) -> None:
        chosen = [person for person, box in self.boxes.items() if box.isChecked()]
        self.notice.clear()
        self._desk.ask(self, lambda workspace: workspace.choose_circle(chosen), self._show_circle, self.notice.explain)

    def _bind(self, wanted: bool) -> None:
        if self._desk.protection is not None:
            self._open(BindDialog(self._desk, self._desk.protection, wanted, self))

    def _day(self, moment: int) -> str:
        today = date.fromtimestamp(self._desk.now())
        return self._desk.words.day(date.fromtimestamp(moment), today) if moment else ""

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.spaces or changes.sync):
            self.shown()
