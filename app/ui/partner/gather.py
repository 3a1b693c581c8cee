"""Asking colleagues into a joint space of two partner schools, or into an alliance: a name, and ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ids import SpaceId
from app.records.purposes import ALLIANCE, PARTNERSHIP
from app.ui.desk import Desk
from app.ui.forms.input import CalmCombo
from app.ui.people.frame import SpaceDialog
from app.ui.theme.scale import hold
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty
from app.ui.widgets.text_boxes import LineBox
from app.workspace.views import Changes, SpaceView

if TYPE_CHECKING:
    from app.workspace.colleagues import Colleague
    from app.workspace.partnerships import PartnershipView

_LONGEST_NAME = 60
#: Usual pixels: how high the list of people may be, before one scrolls; a person's line; the note under them.
_HIGHEST, _LINE, _NOTE = 240, 36, 56


class GatherDialog(SpaceDialog):
    """Of a pair only those are offered whose card names one of the schools; an alliance may ask anybody."""

    def __init__(self, desk: Desk, parent: QWidget, pair: PartnershipView | None) -> None:
        say, sort = desk.texts.say, "joint" if pair is not None else "ally"
        super().__init__(desk, parent, say(f"partner.{sort}"), say(f"partner.{sort}_why"), say(f"partner.{sort}_do"))
        self._pair = pair
        self.ticks: dict[str, QCheckBox] = {}
        self.name = LineBox(_LONGEST_NAME)
        if pair is not None:
            self.name.setText(say("partner.joint_name", giver=pair.giver, taker=pair.taker)[:_LONGEST_NAME])
        self.field(say("people.space_name"), self.name)
        self.via = CalmCombo()
        self.via_label = self.field(say("partner.via"), self.via)
        self.via.setVisible(pair is None)
        self.via_label.setVisible(pair is None)
        self.body.addWidget(label(say("partner.whom"), "field"))
        inside = QWidget()
        inside.setProperty("role", "page-body")
        self._people = QVBoxLayout(inside)
        self._people.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setProperty("role", "page")
        self.body.addWidget(self._area)
        self.name.typed.connect(self._allow)
        self.via.currentIndexChanged.connect(lambda _index: self._ask())
        if pair is None:
            desk.ask(self, lambda workspace: workspace.spaces(), self._offer)
        else:
            self._ask()
        self._allow()
        self.name.setFocus()

    def begin(self) -> None:
        """Found the space and leave everybody an invitation."""
        via = self._via()
        if via is None:
            return
        self.busy(True)
        name, persons = self.name.text().strip(), [person for person, tick in self.ticks.items() if tick.isChecked()]
        purpose = PARTNERSHIP if self._pair is not None else ALLIANCE
        self.desk.ask(
            self, lambda workspace: workspace.gather(name, purpose, persons, via), self._gathered, self.failed
        )

    def _offer(self, spaces: list[SpaceView]) -> None:
        for space in spaces:
            if not space.private:
                self.via.addItem(space.name, space.space)
        self._ask()

    def _via(self) -> SpaceId | None:
        if self._pair is not None:
            return self._pair.space
        data = self.via.currentData()
        return SpaceId(bytes(data)) if data is not None else None

    def _ask(self) -> None:
        via = self._via()
        if via is not None:
            self.desk.ask(self, lambda workspace: workspace.colleagues(via), self._show)

    def _show(self, colleagues: list[Colleague]) -> None:
        empty(self._people)
        self.ticks = {}
        schools = {self._pair.giver.strip(), self._pair.taker.strip()} if self._pair is not None else None
        fitting = [one for one in colleagues if schools is None or one.school.strip() in schools]
        for one in fitting:
            tick = QCheckBox(one.name.replace("&", "&&"))
            words = self.say("partner.person", name=one.name, school=one.school) if one.school else one.name
            tick.setAccessibleName(words)
            tick.setChecked(True)
            tick.toggled.connect(lambda _on: self._allow())
            self.ticks[one.person] = tick
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(tick)
            row.addWidget(OneLine(one.school, "small"), 1)
            self._people.addLayout(row)
        left_out = len(colleagues) - len(fitting)
        if left_out or not fitting:
            key = "partner.others_left_out" if left_out else "partner.nobody"
            self._people.addWidget(label(self.say(key, count=left_out), "quiet", wrap=True))
        self._allow()
        notes = bool(left_out or not fitting)
        hold(self._area, height=min(_HIGHEST, _LINE * len(fitting) + _NOTE * notes))
        self.adjustSize()

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.name.text().strip() and any(tick.isChecked() for tick in self.ticks.values())))

    def _gathered(self, _space: SpaceView) -> None:
        self.desk.news.announce(Changes(spaces=True, sync=True))
        self.accept()
