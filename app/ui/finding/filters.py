"""To what a search or a list is narrowed: buttons that offer a choice, and become chips that a click takes away."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.ids import SpaceId
from app.ui.desk import Desk
from app.ui.finding.times import SPANS, begin_of, days_between
from app.ui.theme.icons import give_icon
from app.ui.theme.scale import hold
from app.ui.typed_days import parse_day
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox
from app.workspace.finding import Query
from app.workspace.views import SpaceView

KIND, PERSON, SPACE, TIME = "kind", "person", "space", "time"
_OWN_DAYS = "own"
_LONGEST_DAY = 20


class Filters(QWidget):
    """One button for each way to narrow; ``changed`` when another choice was made."""

    changed = Signal()

    def __init__(self, desk: Desk, ways: Sequence[str] = (KIND, PERSON, SPACE, TIME)) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._kind: str | None = None
        self._person = ""
        self._space: SpaceId | None = None
        self._span = ""
        self._menus: dict[str, QMenu] = {}
        self.chips: dict[str, QPushButton] = {}
        self._days = self._make_days()
        row = QWidget()
        flow = Flow(row, 8)
        for way in ways:
            flow.addWidget(self._chip(way))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(row)
        column.addWidget(self._days)
        self._fill_kinds()
        self._fill_times()

    @property
    def chosen(self) -> bool:
        """Is anything narrowed at all?"""
        return any(chip.isChecked() for chip in self.chips.values())

    def query(self, text: str) -> Query:
        """A query for this text, narrowed as is chosen."""
        since, until = self._times()
        return Query(text, self._kind, self._space, self._person, since, until)

    def fill(self, spaces: Sequence[SpaceView]) -> None:
        """Offer the spaces and the people that there are now."""
        people = {member.person: member.name for space in spaces for member in space.members}
        if PERSON in self._menus:
            self._menus[PERSON].clear()
            for person, name in sorted(
                people.items(), key=lambda one: (one[0] != self._desk.workspace.me.person, one[1])
            ):
                self._offer(PERSON, name, partial(self.choose_person, person, name))
        if SPACE in self._menus:
            self._menus[SPACE].clear()
            for space in spaces:
                name = self._say("ui.private") if space.private else space.name
                self._offer(SPACE, name, partial(self.choose_space, space.space, name))

    def choose_kind(self, kind: str | None, name: str = "") -> None:
        """Only records of one kind."""
        self._kind = kind
        self._show(KIND, name)

    def choose_person(self, person: str, name: str = "") -> None:
        """Only what one person wrote, or what names her."""
        self._person = person
        self._show(PERSON, name)

    def choose_space(self, space: SpaceId | None, name: str = "") -> None:
        """Only what lies in one space."""
        self._space = space
        self._show(SPACE, name)

    def choose_time(self, span: str) -> None:
        """Only what changed in a span of time; "own" asks for two days."""
        self._span = span
        self._days.setVisible(span == _OWN_DAYS)
        if span == _OWN_DAYS:
            self.first.setFocus()
        self._show(TIME, self._say(f"finding.time_{span}") if span else "")

    def clear(self) -> None:
        """Narrow to nothing."""
        self.choose_kind(None)
        self.choose_person("")
        self.choose_space(None)
        self.choose_time("")

    def _chip(self, way: str) -> QPushButton:
        chip = button("", partial(self._pressed, way), role="chip")
        chip.setCheckable(True)
        self.chips[way] = chip
        self._menus[way] = QMenu(chip)
        self._show(way, "")
        return chip

    def _pressed(self, way: str) -> None:
        """A chip that is set is taken away; one that is not offers its choices."""
        chip = self.chips[way]
        if not chip.isChecked():  # the click has turned it already
            {
                KIND: partial(self.choose_kind, None),
                PERSON: partial(self.choose_person, ""),
                SPACE: partial(self.choose_space, None),
                TIME: partial(self.choose_time, ""),
            }[way]()
            return
        chip.setChecked(False)
        self._menus[way].popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _offer(self, way: str, words: str, choose: Callable[[], None]) -> None:
        self._menus[way].addAction(words.replace("&", "&&"), choose)

    def _fill_kinds(self) -> None:
        if KIND not in self._menus:
            return
        for kind in self._desk.workspace.kinds:
            if kind.listed:
                name = self._desk.texts.label(kind.label)
                self._offer(KIND, name, partial(self.choose_kind, kind.key, name))

    def _fill_times(self) -> None:
        if TIME in self._menus:
            for span in (*SPANS, _OWN_DAYS):
                self._offer(TIME, self._say(f"finding.time_{span}"), partial(self.choose_time, span))

    def _show(self, way: str, chosen: str) -> None:
        if way not in self.chips:
            return
        chip, name = self.chips[way], self._say(f"finding.by_{way}")
        chip.setChecked(bool(chosen))
        chip.setText(f"{chosen or name} ".replace("&", "&&"))  # a space before the icon
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        give_icon(chip, "close" if chosen else "down", "accent_deep" if chosen else "quiet", 14)
        chip.setAccessibleName(self._say("finding.take_away", name=name, chosen=chosen) if chosen else name)
        chip.setToolTip(chip.accessibleName() if chosen else "")
        self.changed.emit()

    # Days of one's own choice

    def _make_days(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.first, self.last = LineBox(_LONGEST_DAY), LineBox(_LONGEST_DAY)
        for box, name in ((self.first, "finding.from"), (self.last, "finding.to")):
            words = self._say(name)
            box.setAccessibleName(words)
            box.setPlaceholderText(self._say("form.date_example"))
            hold(box, most_width=170)
            box.typed.connect(self.changed)
            row.addWidget(label(words, "quiet"))
            row.addWidget(box)
        row.addStretch(1)
        holder.hide()
        return holder

    def _times(self) -> tuple[int | None, int | None]:
        now = self._desk.now()
        if self._span != _OWN_DAYS:
            return (begin_of(self._span, now) if self._span else None), None
        today = datetime.fromtimestamp(now).date()
        first, last = (parse_day(box.text(), today) for box in (self.first, self.last))
        if first is not None and last is not None:
            return days_between(date.fromisoformat(first), date.fromisoformat(last))
        since = days_between(date.fromisoformat(first), today)[0] if first is not None else None
        until = days_between(today, date.fromisoformat(last))[1] if last is not None else None
        return since, until
