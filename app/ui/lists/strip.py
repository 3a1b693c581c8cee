"""What stands above every page of a group: a chooser of its lists, and buttons for its other pages."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.desk import Desk
from app.ui.group_pages import GROUP_PAGES, LIST
from app.ui.theme.icons import KIND_ICONS
from app.ui.theme.scale import px
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow

#: More ways than these have no drawings beside their words: on a low screen the room of a line tells more.
_DRAWN = 9


class GroupStrip(QWidget):
    """The ways inside a group; hidden where there is but one."""

    def __init__(self, desk: Desk, group: str, at: str) -> None:
        """``at`` is the name of the page on which the strip stands."""
        super().__init__()
        self._desk, self._at = desk, at
        self.buttons: dict[str, QPushButton] = {}
        self._flow = Flow(self, gap=4)
        kinds = desk.workspace.kinds.in_group(group)
        drawn = len(kinds) + len(GROUP_PAGES[group]) <= _DRAWN
        for kind in kinds:
            drawing = KIND_ICONS.get(kind.key, "document") if drawn else ""
            self._add(LIST + kind.key, desk.texts.label(kind.label), drawing)
        for page in GROUP_PAGES[group]:
            self._add(page.name, desk.texts.say(page.words), page.icon if drawn else "")
        # Never shown here: what has no parent yet would come up as a window of its own, and take the focus.
        if len(self.buttons) == 1:
            self.hide()

    def _add(self, name: str, words: str, drawing: str) -> None:
        made = button(words, partial(self._go, name), role="tab", icon=drawing)
        made.setCheckable(True)
        made.setChecked(name == self._at)
        if name == self._at:
            # The words of where one is are bold, for which Qt leaves no room.
            made.ensurePolished()
            bold = made.font()
            bold.setBold(True)
            wider = QFontMetrics(bold).horizontalAdvance(words) - made.fontMetrics().horizontalAdvance(words)
            made.setMinimumWidth(made.sizeHint().width() + max(wider, 0) + px(6))
        self.buttons[name] = made
        self._flow.addWidget(made)

    def _go(self, name: str) -> None:
        self.buttons[name].setChecked(name == self._at)  # a click turned it; what is marked is where one is
        self._desk.shell.open_page(name)
