"""About Tongxing (关于同行): which version, where it and the data lie, what it is made of and under which licences.

Everything here is read from this computer; nothing is fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea

from app.ui.desk import Desk
from app.ui.safekeeping.card import SectionCard
from app.ui.theme.scale import px
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import page_column
from app.ui.widgets.text_boxes import ProseBox
from app.version import __version__

if TYPE_CHECKING:
    from app.workspace.about import About, Part

_TITLES, _LIST, _LISTED = 110, 300, 320
_LONGEST_TEXT = 500_000


class AboutPage(QScrollArea):
    """Three cards: the program, the thanks that are owed, the parts with their licences."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._parts: tuple[Part, ...] = ()
        column = page_column(self)
        column.addWidget(label(self._say("about.title"), "hero"))
        column.addWidget(label(self._say("about.why"), "quiet", wrap=True))
        for card in (self._program(), self._thanks(), self._bill()):
            column.addWidget(card)
        column.addStretch(1)

    def shown(self) -> None:
        """Read what lies beside the program; the first time only, since it does not change while it runs."""
        if not self._parts:
            self._desk.tasks.aside(self, _about, self.show_about, self._failed)

    def leave(self) -> None:
        """Nothing to save."""

    def _program(self) -> SectionCard:
        card = SectionCard(self._say("about.program"), "info")
        self.version = label(self._say("about.version", version=__version__), "strong")
        self.sort = label("", "chip-note")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.version)
        row.addWidget(self.sort)
        row.addStretch(1)
        card.body.addLayout(row)
        self.sort_says = label("", "quiet", wrap=True)
        card.body.addWidget(self.sort_says)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnMinimumWidth(0, px(_TITLES))
        grid.setColumnStretch(1, 1)
        self.program_at, self.data_at = label("", wrap=True), label("", wrap=True)
        for line, (title, place) in enumerate((("program_at", self.program_at), ("data_at", self.data_at))):
            place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label(self._say(f"about.{title}"), "field"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(place, line, 1)
        card.body.addLayout(grid)
        card.body.addWidget(label(self._say("about.data_why"), "small", wrap=True))
        self.open_data = button(self._say("about.open_data"), self._open_data, icon="home")
        card.body.addWidget(self.open_data, 0, Qt.AlignmentFlag.AlignLeft)
        protection = self._desk.protection
        self._data = str(protection.people.home.root) if protection is not None else ""
        self.data_at.setText(self._data)
        self.open_data.setEnabled(bool(self._data))
        return card

    def _thanks(self) -> SectionCard:
        card = SectionCard(self._say("about.thanks"), "people")
        for key in ("own", "qt", "offer"):
            card.body.addWidget(label(self._say(f"about.{key}"), wrap=True))
        self.read_offer = button(self._say("about.read_offer"), self._show_offer, icon="document")
        card.body.addWidget(self.read_offer, 0, Qt.AlignmentFlag.AlignLeft)
        self.offer = self._reading("about.read_offer")
        card.body.addWidget(self.offer)
        self.offer.hide()
        return card

    def _bill(self) -> SectionCard:
        card = SectionCard(self._say("about.parts"), "box")
        self.count = label("", "quiet", wrap=True)
        card.body.addWidget(self.count)
        self.notice = Notice()
        card.body.addWidget(self.notice)
        self.list = QListWidget()
        self.list.setAccessibleName(self._say("about.parts"))
        self.list.setFixedWidth(px(_LIST))
        self.licence = self._reading("about.licence_text")
        self.list.currentRowChanged.connect(self._chosen)
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.licence, 1, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        for one in (self.list, self.licence):
            one.setMinimumHeight(px(_LISTED))
        return card

    def _reading(self, name: str) -> ProseBox:
        box = ProseBox(_LONGEST_TEXT, least=8, most=16)
        box.setReadOnly(True)
        box.setAccessibleName(self._say(name))
        return box

    def show_about(self, found: About) -> None:
        """Draw what was read."""
        self.list.clear()
        self._parts = found.parts
        sort = "release" if found.release else "test"
        self.sort.setText(self._say(f"about.{sort}"))
        self.sort_says.setText(self._say(f"about.{sort}_why"))
        self.program_at.setText(str(found.root) if found.root is not None else self._say("about.checkout"))
        self.offer.receive(found.readme)
        self.read_offer.setVisible(bool(found.readme))
        self.count.setText(self._say("about.parts_why", count=len(found.parts)))
        for part in found.parts:
            self.list.addItem(QListWidgetItem(self._say("about.part", name=part.name, version=part.version)))
        if found.parts:
            self.list.setCurrentRow(0)
        else:
            self.notice.say(self._say("about.no_bill"), self._say("about.no_bill_next"))

    def _show_offer(self) -> None:
        self.offer.setVisible(self.offer.isHidden())

    def _chosen(self, row: int) -> None:
        if row < 0:
            return
        part = self._parts[row]

        def show(text: str) -> None:
            if self.list.currentRow() == row:
                said = self._say("about.licence", name=part.name, licence=part.licence or self._say("about.see_text"))
                self.licence.receive(f"{said}\n\n{text or self._say('about.no_text')}")

        self._desk.tasks.aside(self, lambda: _text(part), show, self._failed)

    def _failed(self, error: BaseException) -> None:
        self.notice.explain(self._desk.explain(error))

    def _open_data(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._data))


def _about() -> About:
    # Read when somebody asks for it: reading what is installed takes libraries that nothing else needs.
    from app.workspace.about import about

    return about()


def _text(part: Part) -> str:
    from app.workspace.about import licence_text

    return licence_text(part)
