"""The time line of a record: one line for each sitting, under its day, newest first."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.records.kind import Kind
from app.ui.desk import Desk
from app.workspace.history import SittingView

#: Fields that a line names before it says how many more there are.
_NAMED = 3


class Timeline(QListWidget):
    """Emits ``chosen`` with a sitting. Days are headings that cannot be chosen."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._sittings: list[SittingView] = []
        self.setAccessibleName(self._say("history.timeline"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._changed)

    def show_sittings(self, sittings: list[SittingView], kind: Kind | None) -> None:
        """List them; what was chosen stays chosen, else the newest is."""
        before = self.sitting
        self.blockSignals(True)
        self.clear()
        self._sittings = sittings
        day = ""
        for sitting in sittings:
            its_day = self.day(sitting)
            if its_day != day:
                day = its_day
                self._heading(day)
            item = QListWidgetItem(self.words(sitting, kind))
            item.setData(Qt.ItemDataRole.UserRole, sitting)
            self.addItem(item)
        wanted = next((one for one in sittings if before is not None and one.after == before.after), None)
        self._choose(wanted or (sittings[0] if sittings else None))
        self.blockSignals(False)

    @property
    def sitting(self) -> SittingView | None:
        """The chosen one."""
        item = self.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, SittingView) else None

    def day(self, sitting: SittingView) -> str:
        """The day on which a sitting ended."""
        today = datetime.fromtimestamp(self._desk.now()).date()
        day = datetime.fromtimestamp(sitting.ended).date()
        return f"{self._desk.words.day(day, today)} {self._desk.words.weekday(day)}"

    def when(self, sitting: SittingView) -> str:
        """From when to when, by its author's clock."""
        began, ended = (f"{datetime.fromtimestamp(at):%H:%M}" for at in (sitting.began, sitting.ended))
        return began if began == ended else f"{began}–{ended}"

    def words(self, sitting: SittingView, kind: Kind | None) -> str:
        """A line: who, when, how much, and where."""
        labels = {field.key: self._desk.texts.label(field.label) for field in kind.fields()} if kind else {}
        name = sitting.author.name or self._say("history.somebody")
        author = self._say("history.me", name=name) if sitting.author.me else name
        amounts = [
            self._say(f"history.{what}", count=count)
            for what, count in (("added", sitting.inserted), ("removed", sitting.deleted))
            if count
        ]
        fields = [labels.get(key, key) for key in sitting.fields]
        more = len(fields) - _NAMED
        said = self._say("form.comma").join(fields[:_NAMED])
        said += self._say("history.and_more", count=more) if more > 0 else ""
        below = " · ".join(part for part in (" ".join(amounts), said) if part)
        return f"{author}  {self.when(sitting)}\n{below or self._say('history.nothing_written')}"

    def _heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(font)
        self.addItem(item)

    def _choose(self, sitting: SittingView | None) -> None:
        for at in range(self.count()):
            if sitting is not None and self.item(at).data(Qt.ItemDataRole.UserRole) == sitting:
                self.setCurrentRow(at)

    def _changed(self) -> None:
        if self.sitting is not None:
            self.chosen.emit(self.sitting)
