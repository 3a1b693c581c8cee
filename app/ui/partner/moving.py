"""Moving to another school (轮岗): the new school's name, which circles to leave, what goes along, one button; then
the new school's tickets."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout

from app.ids import SpaceId
from app.ui.desk import Desk
from app.ui.lists.strip import GroupStrip
from app.ui.partner.filled import Filled
from app.ui.people.join import JoinDialog
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty, page_column
from app.ui.widgets.text_boxes import LineBox
from app.workspace.moving import MovedSpace, MoveView
from app.workspace.views import Changes

NAME = "moving"
_LONGEST_NAME = 60


class MovingPage(QScrollArea):
    """One page; nothing happens before the button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._spaces: tuple[MovedSpace, ...] = ()
        self.ticks: dict[SpaceId, QCheckBox] = {}
        self.setAccessibleName(self._say("moving.title"))
        self._column = page_column(self)
        self.strip = GroupStrip(desk, "school", NAME)
        self._column.addWidget(self.strip)
        self._column.addWidget(label(self._say("moving.title"), "hero"))
        self._column.addWidget(label(self._say("moving.why"), "quiet", wrap=True))
        self.school = LineBox(_LONGEST_NAME)
        self.school.setAccessibleName(self._say("moving.school"))
        self._now = label("", "small", wrap=True)
        new = self._card("moving.school", "school")
        new.body.addWidget(self.school)
        new.body.addWidget(self._now)
        self.leaves = self._card("moving.leaves", "leave")
        self.then = self._card("moving.then", "info")
        self.go = button(self._say("moving.do"), self.move_school, role="primary", icon="done")
        self.join = button(self._say("people.join"), self.open_join, icon="ticket")
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addWidget(self.join)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addStretch(1)
        self.school.typed.connect(self._allow)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, lambda workspace: workspace.moving(), self._show)

    def leave(self) -> None:
        """Nothing to save."""

    def move_school(self) -> None:
        """Do what the page says."""
        self.go.setEnabled(False)
        school, spaces = self.school.text().strip(), [space for space, tick in self.ticks.items() if tick.isChecked()]
        self._desk.ask(self, lambda workspace: workspace.move_school(school, spaces), self._moved)

    def open_join(self) -> JoinDialog:
        """Ask for a ticket of the new school."""
        dialog = JoinDialog(self._desk, self)
        dialog.open()
        return dialog

    def _card(self, title: str, drawing: str) -> Filled:
        filled = Filled(self._say(title), drawing)
        self._column.addWidget(filled.card)
        return filled

    def _show(self, view: MoveView) -> None:
        self._spaces = view.spaces
        self._now.setText(self._say("moving.now", school=view.school) if view.school else self._say("moving.no_school"))
        empty(self.leaves.body)
        self.ticks = {}
        for space in view.spaces:
            self.leaves.body.addLayout(self._space(space))
        if not view.spaces:
            self.leaves.body.addWidget(label(self._say("moving.none"), "quiet", wrap=True))
        self._tell()
        self._allow()

    def _space(self, space: MovedSpace) -> QVBoxLayout:
        row = QVBoxLayout()
        row.setSpacing(0)
        tick = QCheckBox(space.name.replace("&", "&&"))
        tick.setChecked(space.usual and not space.alone)
        tick.setEnabled(not space.alone)
        tick.toggled.connect(lambda _on: self._tell())
        self.ticks[space.space] = tick
        row.addWidget(tick)
        key = "moving.alone" if space.alone else "moving.space"
        row.addWidget(label(self._say(key, own=space.own, pupils=space.pupils), "small", wrap=True))
        return row

    def _tell(self) -> None:
        """What goes along and what stays, as the ticks stand."""
        chosen = [space for space in self._spaces if self.ticks[space.space].isChecked()]
        counts = {"own": sum(space.own for space in chosen), "pupils": sum(space.pupils for space in chosen)}
        empty(self.then.body)
        for line in ("own", "stays", "keys", "reads", "joins"):
            self.then.body.addWidget(label(self._say(f"moving.then_{line}", **counts), wrap=True))

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.school.text().strip()))

    def _moved(self, changes: Changes) -> None:
        self._desk.news.announce(changes)
        empty(self.then.body)
        for line in ("done", "done_next"):
            self.then.body.addWidget(label(self._say(f"moving.{line}", school=self.school.text().strip()), wrap=True))
        row = QHBoxLayout()
        row.addWidget(button(self._say("handover.sync"), self._desk.shell.sync_now, icon="sync"))
        row.addWidget(button(self._say("handover.by_stick"), self._desk.shell.open_stick, icon="stick"))
        row.addStretch(1)
        self.then.body.addLayout(row)
