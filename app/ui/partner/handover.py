"""Handover (交接): who leaves, who takes over, what will happen in plain words, and one button that does it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea

from app.ids import SpaceId
from app.ui.desk import Desk
from app.ui.lists.strip import GroupStrip
from app.ui.partner.choosing import PersonRow
from app.ui.partner.filled import Filled
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty, page_column
from app.workspace.handing_over import HandedSpace, HandoverView, HandoverWaits
from app.workspace.views import Changes

NAME = "handover"


class HandoverPage(QScrollArea):
    """Two rows of people, and under them the preview; nothing happens before the button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._view: HandoverView | None = None
        self.ticks: dict[SpaceId, QCheckBox] = {}
        self.setAccessibleName(self._say("handover.title"))
        self._column = page_column(self)
        self.strip = GroupStrip(desk, "school", NAME)
        self._column.addWidget(self.strip)
        self._column.addWidget(label(self._say("handover.title"), "hero"))
        self._column.addWidget(label(self._say("handover.why"), "quiet", wrap=True))
        self.leaver = self._row("handover.leaver", "leave")
        self.successor = self._row("handover.successor", "person")
        self.preview = self._card("handover.preview", "info")
        self.go = button(self._say("handover.do"), self.hand_over, role="primary", icon="done")
        self.waits = self._card("handover.under_way", "sync")
        self._column.addStretch(1)
        self.waits.card.hide()
        self._explain()

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(
            self, lambda workspace: (workspace.people_to_hand_over(), workspace.handovers_under_way()), self._show
        )

    def leave(self) -> None:
        """Nothing to save."""

    def hand_over(self) -> None:
        """Do what the preview says."""
        view = self._view
        if view is None:
            return
        self.go.setEnabled(False)
        spaces = [space for space, tick in self.ticks.items() if tick.isChecked()]
        self._desk.ask(
            self,
            lambda workspace: workspace.hand_over(view.leaver, view.successor, spaces),
            lambda changes: self._done(view, changes),
        )

    def _row(self, title: str, drawing: str) -> PersonRow:
        row = PersonRow(self._say(title), self._chosen)
        self._card(title, drawing).body.addWidget(row)
        return row

    def _card(self, title: str, drawing: str) -> Filled:
        filled = Filled(self._say(title), drawing)
        self._column.addWidget(filled.card)
        return filled

    def _show(self, found: tuple[list[tuple[str, str]], list[HandoverWaits]]) -> None:
        people, waits = found
        me = self._desk.workspace.me.person
        named = [(person, self._say("people.me", name=name) if person == me else name) for person, name in people]
        self.leaver.show_people(named)
        self.successor.show_people(named)
        self._show_waits(waits)
        self._chosen()

    def _chosen(self) -> None:
        leaver, successor = self.leaver.chosen, self.successor.chosen
        self.successor.leave_out(leaver)
        self.leaver.leave_out(successor)
        self._view = None
        if leaver and successor:
            self._desk.ask(self, lambda workspace: workspace.handover(leaver, successor), self._show_preview)
        else:
            self._explain()

    def _explain(self) -> None:
        """Before two people are chosen: what a handover is."""
        self._clear()
        self.preview.body.addWidget(label(self._say("handover.choose"), "quiet", wrap=True))

    def _clear(self) -> None:
        self.go.setParent(None)
        empty(self.preview.body)
        self.ticks = {}

    def _show_preview(self, view: HandoverView) -> None:
        if (view.leaver, view.successor) != (self.leaver.chosen, self.successor.chosen):
            return
        self._view = view
        self._clear()
        body, names = self.preview.body, {"leaver": view.leaver_name, "successor": view.successor_name}
        self._head("handover.spaces", names)
        for space in view.spaces:
            body.addLayout(self._space(space, view))
        if not view.spaces:
            body.addWidget(label(self._say("handover.no_spaces", **names), "quiet", wrap=True))
        self._head("handover.records", names)
        for record in view.records:
            kind = self._desk.workspace.kinds.get(record.kind_key)
            sort = self._desk.texts.label(kind.label) if kind is not None else record.kind_key
            words = "handover.record_ends" if record.ends else "handover.record_named"
            body.addWidget(OneLine(self._say(words, sort=sort, title=record.title, **names)))
        if not view.records:
            body.addWidget(label(self._say("handover.no_records", **names), "quiet", wrap=True))
        self._head("handover.then", names)
        kept = "keeps_hers" if view.own is None else "keeps"
        counted = [name for name, count in ((kept, view.own != 0), ("pupils", view.pupils)) if count]
        when = "when_me" if view.me else "when"
        unseen = [] if view.me else ["unseen"]
        for line in [*counted, "reads", "circles", *unseen, when, "no_network", "back"]:
            said = self._say(f"handover.{line}", **names, own=view.own or 0, pupils=view.pupils)
            body.addWidget(label(said, wrap=True))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.go)
        body.addLayout(foot)
        self.go.setText(self._say("handover.do_to", **names))
        self.go.setEnabled(bool(view.records or self.ticks))
        self.go.show()

    def _head(self, key: str, names: dict[str, str]) -> None:
        self.preview.body.addWidget(label(self._say(key, **names), "strong", wrap=True))

    def _space(self, space: HandedSpace, view: HandoverView) -> QHBoxLayout:
        """A space that goes along has a tick; one that somebody else keeps says whom to ask."""
        names = {"leaver": view.leaver_name, "successor": view.successor_name}
        row = QHBoxLayout()
        row.setSpacing(10)
        if not space.mine or (space.joins and not space.via):
            key = "handover.space_keepers" if not space.mine else "handover.space_unreachable"
            keepers = self._say("handover.and").join(space.keepers)
            row.addWidget(label(self._say(key, space=space.name, keepers=keepers, **names), "quiet", wrap=True))
            return row
        tick = QCheckBox(space.name)
        tick.setChecked(True)
        self.ticks[space.space] = tick
        row.addWidget(tick)
        key = "handover.space_joins" if space.joins else "handover.space_stays"
        if not space.inherited:
            key = "handover.space_ends"
        row.addWidget(OneLine(self._say(key, via=space.via, **names), "small"), 1)
        return row

    def _done(self, view: HandoverView, changes: Changes) -> None:
        self._desk.news.announce(changes)
        self._view = None
        self._clear()
        names = {"leaver": view.leaver_name, "successor": view.successor_name}
        self.preview.body.addWidget(label(self._say("handover.done", **names), "strong", wrap=True))
        self.preview.body.addWidget(label(self._say("handover.done_next", **names), wrap=True))
        row = QHBoxLayout()
        row.addWidget(button(self._say("handover.sync"), self._desk.shell.sync_now, icon="sync"))
        row.addWidget(button(self._say("handover.by_stick"), self._desk.shell.open_stick, icon="stick"))
        row.addStretch(1)
        self.preview.body.addLayout(row)
        self._desk.ask(self, lambda workspace: workspace.handovers_under_way(), self._show_waits)

    def _show_waits(self, waits: list[HandoverWaits]) -> None:
        empty(self.waits.body)
        for one in waits:
            said = self._say(
                f"handover.waits_{one.step}",
                space=one.space_name,
                leaver=one.leaver_name,
                successor=one.successor_name,
            )
            self.waits.body.addWidget(label(said, wrap=True))
        self.waits.card.setVisible(bool(waits))
