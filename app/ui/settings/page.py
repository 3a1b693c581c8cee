"""Display and settings (显示与设置): each choice takes effect at once and where one is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.keys import written
from app.ui.safekeeping.card import SectionCard
from app.ui.settings.options import CARDS, Option
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import page_column

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

#: The page's names, in the rail and for the window.
SETTINGS, KEYS, ABOUT, UPDATES = "settings", "keys", "about", "updates"


class Choice(QWidget):
    """One choice: what it is, why one might change it, and its values side by side."""

    def __init__(self, desk: Desk, option: Option) -> None:
        super().__init__()
        self._desk, self._option, say = desk, option, desk.texts.say
        self.notice = Notice()
        self.chips: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        title = say(f"settings.{option.key}")
        column.addWidget(label(title, "field"))
        column.addWidget(label(say(f"settings.{option.key}_why"), "small", wrap=True))
        row = Flow()
        for value in option.values:
            chip = button(option.say(desk, value), partial(self._choose, value), role="chip")
            chip.setAccessibleName(f"{title}: {chip.text()}")
            chip.setCheckable(True)
            self.chips[value] = chip
            self._group.addButton(chip)
            row.addWidget(chip)
        column.addLayout(row)
        column.addWidget(self.notice)

    def shown(self) -> None:
        """Fetch and draw what holds now."""
        option = self._option
        if not option.computer:
            self._desk.ask(
                self,
                lambda workspace: workspace.preference(option.key, option.usual),
                self._show,
                self.notice.explain,
            )
        elif self._desk.computer is not None:
            self._show(str(getattr(self._desk.computer.settings(), option.key)))
        else:
            self.setEnabled(False)

    def _show(self, value: str) -> None:
        chip = self.chips.get(value) or self.chips[self._option.usual]
        chip.setChecked(True)

    def _choose(self, value: str) -> None:
        self.notice.clear()
        option, computer = self._option, self._desk.computer
        if not option.computer:
            keep = partial(_keep, option.key, value)
            self._desk.ask(self, keep, lambda _kept: self._kept(value), self.notice.explain)
        elif computer is not None:
            wanted = replace(computer.settings(), **{option.key: value})
            # The click comes to its end first: another language puts another window in this one's place.
            self._desk.tasks.on_main(self, lambda: computer.choose(wanted))

    def _kept(self, value: str) -> None:
        if self._option.then is not None:
            self._option.then(self._desk, value)


def _keep(key: str, value: str, workspace: Workspace) -> None:
    workspace.set_preference(key, value)


class SettingsPage(QScrollArea):
    """One card a subject, from the declared list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, say = desk, desk.texts.say
        column = page_column(self)
        column.addWidget(label(say("settings.title"), "hero"))
        column.addWidget(label(say("settings.why"), "quiet", wrap=True))
        self.choices: dict[str, Choice] = {}
        for name, drawing, options in CARDS:
            card = SectionCard(say(f"settings.card_{name}"), drawing)
            for option in options:
                self.choices[option.key] = choice = Choice(desk, option)
                card.body.addWidget(choice)
            column.addWidget(card)
        mine = SectionCard(say("settings.card_profile"), "person")
        mine.body.addWidget(label(say("settings.profile_why"), "quiet", wrap=True))
        self.my_card = button(say("directory.my_card"), self._open_my_card, icon="person")
        mine.body.addWidget(self.my_card, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(mine)
        keys = SectionCard(say("settings.card_keys"), "keyboard")
        keys.body.addWidget(label(say("settings.keys_why"), "quiet", wrap=True))
        words = f"{say('settings.keys_open')} ({written('keys')})"
        self.keys = button(words, partial(desk.shell.open_page, KEYS), icon="keyboard")
        keys.body.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(keys)
        updates = SectionCard(say("updates.entry"), "box")
        updates.body.addWidget(label(say("updates.card_why"), "quiet", wrap=True))
        self.updates = button(say("updates.open"), partial(desk.shell.open_page, UPDATES), icon="box")
        updates.body.addWidget(self.updates, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(updates)
        about = SectionCard(say("about.entry"), "info")
        about.body.addWidget(label(say("about.card_why"), "quiet", wrap=True))
        self.about = button(say("about.open"), partial(desk.shell.open_page, ABOUT), icon="info")
        about.body.addWidget(self.about, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(about)
        column.addStretch(1)

    def _open_my_card(self) -> None:
        self._desk.ask(self, lambda workspace: workspace.my_card(), self._desk.shell.open_record)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        for choice in self.choices.values():
            choice.shown()

    def leave(self) -> None:
        """Nothing to save."""
