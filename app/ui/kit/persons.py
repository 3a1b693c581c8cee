"""Who is invited: a line for each person, with the spaces she comes into and what she may do there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ids import SpaceId
from app.records.purposes import PAIR
from app.text import Texts
from app.ui.forms.input import CalmCombo
from app.ui.people.ticket import ROLES
from app.ui.safekeeping.card import SectionCard
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button, tiny
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox
from app.workspace.signing_in import LONGEST_NAME
from app.workspace.views import SpaceView

#: As long as a ticket is on its way to her and her entry on its way back to the relay, by stick both times.
DAYS = (14, 30, 60)
USUAL_DAYS = 60
_NAME_WIDE, _ROLE_WIDE, _DAYS_WIDE = 340, 340, 120
#: A stick for a whole school; more people than this come by two sticks.
MOST_PERSONS = 30


@dataclass(frozen=True)
class Invited:
    """One person as she was typed in; ``complete`` where nothing is missing."""

    name: str
    spaces: tuple[SpaceId, ...]
    role: str

    @property
    def complete(self) -> bool:
        """Has she a name, and somewhere to come into?"""
        return bool(self.name and self.spaces)


def usual_spaces(kept: Sequence[SpaceView], asked: str = "") -> set[SpaceId]:
    """Where a newcomer is likely to belong: the space whose button was pressed, else all that one keeps, but no pair
    that is complete."""
    if asked:
        return {space.space for space in kept if space.space.hex() == asked}
    return {space.space for space in kept if space.purpose != PAIR or len(space.members) < 2}


class PersonRow(QFrame):
    """One person."""

    changed = Signal()
    removed = Signal()

    def __init__(self, texts: Texts, kept: Sequence[SpaceView], usual: set[SpaceId], names: Sequence[str]) -> None:
        super().__init__()
        self._say = texts.say
        self._number = 1
        self.setProperty("role", "row-card")
        self.name = LineBox(LONGEST_NAME)
        self.name.setPlaceholderText(self._say("kit.person_example"))
        hold(self.name, width=_NAME_WIDE)
        known = QCompleter(QStringListModel(list(names), self), self)
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(known)
        self.role = CalmCombo()
        for role in ROLES:
            self.role.addItem(self._say(f"people.role_{role}"), role)
        hold(self.role, width=_ROLE_WIDE)
        self.remove = tiny("close", "", self.removed.emit)
        self.chips: dict[SpaceId, QPushButton] = {}
        self._names = {space.space: space.name for space in kept}
        chips = Flow()
        for space in kept:
            chip = button(space.name.replace("&", "&&"), self.changed.emit, role="chip")
            chip.setCheckable(True)
            chip.setChecked(space.space in usual)
            self.chips[space.space] = chip
            chips.addWidget(chip)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.role)
        head.addStretch(1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 10, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(chips)
        self.name.typed.connect(self._typed)
        known.activated.connect(lambda _text: self._typed())
        self.role.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.call(1, alone=True)

    def call(self, number: int, *, alone: bool) -> None:
        """Say which of the lines it is; the only one cannot be removed."""
        self._number = number
        self.remove.setVisible(not alone)
        self._name_controls()

    def invited(self) -> Invited:
        """What was typed and chosen."""
        spaces = tuple(space for space, chip in self.chips.items() if chip.isChecked())
        return Invited(self.name.text().strip(), spaces, str(self.role.currentData()))

    def _typed(self) -> None:
        self._name_controls()
        self.changed.emit()

    def _name_controls(self) -> None:
        name = self.name.text().strip() or self._say("kit.person_nobody", number=self._number)
        self.name.setAccessibleName(f"{self._say('kit.person_name')}: {name}")
        self.role.setAccessibleName(self._say("kit.person_role_of", name=name))
        self.remove.setAccessibleName(self._say("kit.remove_person", name=name))
        self.remove.setToolTip(self._say("kit.remove_person", name=name))
        for space, chip in self.chips.items():
            chip.setAccessibleName(self._say("kit.person_in", name=name, space=self._names[space]))


class PersonsCard(SectionCard):
    """All of them, and how long their tickets last."""

    changed = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts.say("kit.card_persons"), "people")
        self._texts, self._say = texts, texts.say
        self.kept: Sequence[SpaceView] = ()
        self._usual: set[SpaceId] = set()
        self._known: Sequence[str] = ()
        self.rows: list[PersonRow] = []
        self.why = label(self._say("kit.persons_why"), "quiet", wrap=True)
        self.body.addWidget(self.why)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)
        self.add = button(self._say("kit.add_person"), self.add_person, icon="add")
        self.days = CalmCombo()
        for days in DAYS:
            self.days.addItem(self._say("people.ticket_days", days=days), days)
        self.days.setCurrentIndex(DAYS.index(USUAL_DAYS))
        self.days.setAccessibleName(self._say("kit.ends"))
        hold(self.days, width=_DAYS_WIDE)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.add)
        foot.addStretch(1)
        ends = label(self._say("kit.ends"), "field")
        ends.setBuddy(self.days)
        foot.addWidget(ends)
        foot.addWidget(self.days)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        foot.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._foot)

    def offer(self, kept: Sequence[SpaceView], known: Sequence[str], asked: str = "") -> None:
        """Show the spaces that one keeps; ``known`` are colleagues' names. What was typed stays."""
        self.kept, self._known, self._usual = kept, known, usual_spaces(kept, asked)
        self.why.setText(self._say("kit.persons_why" if kept else "kit.no_space"))
        self._foot.setVisible(bool(kept))
        if kept and not self.rows:
            self.add_person()

    def clear(self) -> None:
        """Begin with one empty line again."""
        while self.rows:
            self._take_out(self.rows[0])
        if self.kept:
            self.add_person()

    def add_person(self) -> PersonRow:
        """One more line."""
        row = PersonRow(self._texts, self.kept, self._usual, self._known)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._removed(row))
        self.rows.append(row)
        self._lines.addWidget(row)
        self._count()
        row.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return row

    def invited(self) -> list[Invited]:
        """Everybody, complete or not."""
        return [row.invited() for row in self.rows]

    @property
    def lasting(self) -> int:
        """How many days the tickets last."""
        return int(self.days.currentData())

    def _removed(self, row: PersonRow) -> None:
        self._take_out(row)
        self._count()

    def _take_out(self, row: PersonRow) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _count(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            row.call(number, alone=len(self.rows) == 1)
        self.add.setEnabled(len(self.rows) < MOST_PERSONS)
        self.changed.emit()
