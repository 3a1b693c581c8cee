"""The card of calls on the start page: first of all, there only while somebody is called, and honest about who heard.

Nothing here says that anybody was reached before a receipt says so; the telephone tree is one click away.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.theme.icons import KIND_ICONS, picture
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.lines import Line
from app.ui.widgets.panel import empty
from app.workspace.arrivals import Arrived
from app.workspace.urgent import CallView, Gone
from app.workspace.views import RecordRow

#: The kind whose newest records are printed as the card to ring by.
_TREE = "phone_tree"
_MOST_TREES = 4


class CallsPanel(QFrame):
    """One line for each call, with what is known of it beneath."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.setProperty("role", "trouble")
        self.setAccessibleName(self._say("urgent.title"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(picture("warning", "danger"))
        head.addWidget(label(self._say("urgent.title"), "head"))
        head.addStretch(1)
        self.tree = button(self._say("urgent.print_tree"), self._open_trees, icon="print")
        head.addWidget(self.tree)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(label(self._say("urgent.ring_first"), wrap=True))
        self.lines = QVBoxLayout()
        column.addLayout(self.lines)
        self.hide()

    def show_calls(self, calls: Sequence[CallView]) -> None:
        """Show these; without any the card is not there."""
        empty(self.lines)
        for call in calls:
            self.lines.addWidget(self._line(call))
            self.lines.addWidget(label(state_of(self._desk, call), wrap=True))
        self.setVisible(bool(calls))

    def _line(self, call: CallView) -> QWidget:
        when = self._desk.words.moment(call.changed, self._desk.now())
        below = self._say("urgent.mine" if call.mine else "urgent.from", author=call.author, when=when)
        return Line(
            " · ".join(part for part in (call.title or self._say("ui.untitled"), call.what) if part),
            below,
            partial(self._desk.shell.open_record, call.record),
            icon=KIND_ICONS.get(call.kind_key, "talk"),
            chip=self._say("ui.private") if call.gone is Gone.DRAFT else call.space_name,
            chip_role="chip-note",
            strong=True,
        )

    def _open_trees(self) -> None:
        self._desk.ask(self, lambda workspace: workspace.list_records(_TREE, limit=_MOST_TREES), self._print)

    def _print(self, trees: list[RecordRow]) -> None:
        if trees:
            self._desk.shell.open_page("print:" + ",".join(row.record for row in trees))
        else:
            self._desk.shell.begin_record(_TREE)


def state_of(desk: Desk, call: CallView) -> str:
    """What is known of a call, and no more: of one's own who has it, of another's that it waits for this person."""
    say, now = desk.texts.say, desk.now()
    if not call.mine:
        return say("urgent.for_you")
    if call.gone is Gone.DRAFT:
        return say("urgent.draft")
    told = []
    for one in call.heard:
        if one.state is not Arrived.NOT_YET:
            when = f" {desk.words.moment(one.since, now)}" if one.since else ""
            told.append(say(f"urgent.{one.state.value}", name=one.name, when=when))
    missing = [one.name for one in call.heard if one.state is Arrived.NOT_YET]
    if not told:
        return say("urgent.nobody_here" if call.gone is Gone.HERE else "urgent.nobody_left")
    if missing:
        told.append(say("urgent.not_yet", names=say("form.comma").join(missing)))
    return say("urgent.between").join(told)
