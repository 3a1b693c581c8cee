"""Heading, list, numbers, table: four buttons for the prose field in which somebody writes, and their keys.

One bar serves all fields of a page; it acts on the field that was written in last and gives it the focus back. A click
does not take the focus, so that nothing that is being composed is cut short.
"""

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from app.text import Texts
from app.ui.forms.grid_dialog import GridDialog
from app.ui.keys import bind, key, native
from app.ui.widgets.buttons import button
from app.ui.widgets.formatted_box import FormattedBox
from app.ui.widgets.prose_keys import grid_at, turn_heading, turn_list, write_grid


class FormatBar(QWidget):
    """``page`` holds the fields, and is where the keys work."""

    def __init__(self, texts: Texts, page: QWidget) -> None:
        super().__init__(page)
        self.texts, self._page = texts, page
        self._box: FormattedBox | None = None
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for name, work in self._verbs().items():
            made = button("", partial(self._do, work), role="quiet", icon=name)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setToolTip(texts.say("prose.tip", what=texts.say(f"prose.{name}"), keys=native(key(name).keys[0])))
            made.setAccessibleName(texts.say(f"prose.{name}"))
            self.buttons[name] = made
            row.addWidget(made)
        bind("heading", page, partial(self._do, self._heading), inside=True)
        bind("bullets", page, partial(self._do, self._bullets), inside=True)
        bind("numbers", page, partial(self._do, self._numbers), inside=True)
        bind("table", page, partial(self._do, self._table), inside=True)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)
        self._allow()

    @property
    def box(self) -> FormattedBox | None:
        """The field that the buttons would act on."""
        box = self._box
        return box if box is not None and shiboken6.isValid(box) and not box.isReadOnly() else None

    def _verbs(self) -> dict[str, Callable[[FormattedBox], None]]:
        return {"heading": self._heading, "bullets": self._bullets, "numbers": self._numbers, "table": self._table}

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or self.isAncestorOf(now) or not shiboken6.isValid(self._page):
            return
        self._box = now if isinstance(now, FormattedBox) and self._page.isAncestorOf(now) else None
        self._allow()

    def _allow(self) -> None:
        for made in self.buttons.values():
            made.setEnabled(self.box is not None)

    def _do(self, work: Callable[[FormattedBox], None]) -> None:
        box = self.box
        if box is not None and not box.composing:
            box.setFocus()
            work(box)

    def _heading(self, box: FormattedBox) -> None:
        turn_heading(box)

    def _bullets(self, box: FormattedBox) -> None:
        turn_list(box, ordered=False)

    def _numbers(self, box: FormattedBox) -> None:
        turn_list(box, ordered=True)

    def _table(self, box: FormattedBox) -> None:
        grid = grid_at(box)

        def take(rows: list[list[str]], head: bool) -> None:
            if shiboken6.isValid(box) and not box.composing:
                write_grid(box, rows, head=head)
                box.setFocus()

        GridDialog(self, self.texts, grid.rows if grid else None, grid.head if grid else True, take).open()
