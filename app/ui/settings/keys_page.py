"""The page of keys (按键): everything that can be done without a mouse, by place, from the one list."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea

from app.ui.desk import Desk
from app.ui.keys import KEYS, Key, written
from app.ui.safekeeping.card import SectionCard
from app.ui.theme.scale import px
from app.ui.widgets.labels import label
from app.ui.widgets.panel import page_column

_KEYS_WIDE = 170


class KeysPage(QScrollArea):
    """One card a place; each line is a key and what it does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._say = desk.texts.say
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._say("keys.title"))
        column = page_column(self)
        column.addWidget(label(self._say("keys.title"), "hero"))
        column.addWidget(label(self._say("keys.why"), "quiet", wrap=True))
        for place, keys in groupby(KEYS, lambda key: key.place):
            column.addWidget(self._card(place, list(keys)))
        column.addStretch(1)

    def shown(self) -> None:
        """The list is always the same."""

    def leave(self) -> None:
        """Nothing to save."""

    def _card(self, place: str, keys: list[Key]) -> QFrame:
        card = SectionCard(self._say(f"keys.at_{place}"), "keyboard")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, px(_KEYS_WIDE))
        grid.setColumnStretch(1, 1)
        for line, key in enumerate(keys):
            grid.addWidget(label(written(key.name), "key"), line, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(self._say(f"keys.{key.name}"), wrap=True), line, 1)
        card.body.addLayout(grid)
        return card
