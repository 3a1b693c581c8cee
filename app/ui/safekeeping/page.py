"""The page on which a person sees that nothing is lost: one section a thing, each a module of its own."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QScrollArea, QWidget

from app.ui.desk import Desk
from app.ui.safekeeping.copies import CopiesSection
from app.ui.safekeeping.devices import DevicesSection
from app.ui.safekeeping.recovery import RecoverySection
from app.ui.widgets.labels import label
from app.ui.widgets.panel import page_column
from app.workspace.views import Changes


class Section(Protocol):
    """What the page asks of a section, which is a widget."""

    def shown(self) -> None: ...


#: The sections in their order. A new one is a module beside this and a line here.
SECTIONS: tuple[Callable[[Desk], QWidget], ...] = (CopiesSection, RecoverySection, DevicesSection)


class SafekeepingPage(QScrollArea):
    """Copies, devices, and what brings a person back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = page_column(self)
        column.addWidget(label(desk.texts.say("safekeeping.title"), "hero"))
        column.addWidget(label(desk.texts.say("safekeeping.why"), "quiet", wrap=True))
        self.sections = [make(desk) for make in SECTIONS]
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        desk.news.changed.connect(self._changed)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        for section in self.sections:
            section.shown()  # type: ignore[attr-defined]  # every section has the method of Section

    def leave(self) -> None:
        """Nothing to save."""

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.spaces:
            self.shown()
