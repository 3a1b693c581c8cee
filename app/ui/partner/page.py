"""Partner schools (校际结对): each agreement with what was promised and done, open issues, and the years in order."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ids import RecordId
from app.records.fields import Link
from app.records.terms import Terms
from app.records.values import Value
from app.ui.desk import Desk
from app.ui.lists.strip import GroupStrip
from app.ui.partner.gather import GatherDialog
from app.ui.safekeeping.card import SectionCard
from app.ui.theme.icons import KIND_ICONS
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty, page_column
from app.workspace.partnerships import (
    AGREEMENT,
    AllianceView,
    HappeningView,
    IssueView,
    PartnershipView,
    PromiseView,
    YearView,
)
from app.workspace.views import Changes

NAME = "partnership"
#: Entries of a year that are shown at once: more than this nobody reads; the list has them all.
_MOST = 12


class PartnershipPage(QScrollArea):
    """A card for each agreement, and one for each alliance."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.cards: list[QFrame] = []
        self.setAccessibleName(self._say("partner.title"))
        column = page_column(self)
        self.strip = GroupStrip(desk, "school", NAME)
        column.addWidget(self.strip)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self._say("partner.title"), "hero"))
        head.addStretch(1)
        self.alliance = button(self._say("partner.ally"), lambda: self.open_gather(None), icon="people")
        self.begin = button(self._say("partner.begin"), self._begin, role="primary", icon="add")
        head.addWidget(self.alliance)
        head.addWidget(self.begin)
        column.addLayout(head)
        column.addWidget(label(self._say("partner.why"), "quiet", wrap=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        column.addLayout(self._lines)
        column.addStretch(1)
        desk.news.changed.connect(self._changed)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, lambda workspace: (workspace.partnerships(), workspace.alliances()), self._show)

    def leave(self) -> None:
        """Nothing to save."""

    def open_gather(self, view: PartnershipView | None) -> GatherDialog:
        """Ask for the name and people of a joint space of a pair, or without one of an alliance."""
        dialog = GatherDialog(self._desk, self, view)
        dialog.open()
        return dialog

    def _begin(self) -> None:
        self._desk.shell.begin_record(AGREEMENT)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.spaces or changes.records):
            self.shown()

    def _show(self, found: tuple[list[PartnershipView], list[AllianceView]]) -> None:
        partnerships, alliances = found
        empty(self._lines)
        self.cards = [self._partnership(view) for view in partnerships]
        self.cards += [self._alliance(view) for view in alliances]
        for card in self.cards or [self._lesson()]:
            self._lines.addWidget(card)

    # One agreement

    def _partnership(self, view: PartnershipView) -> QFrame:
        card = SectionCard(view.name or self._say("partner.unnamed"), "school")
        body = card.body
        schools = self._say("partner.schools", giver=view.giver or "—", taker=view.taker or "—")
        term = self._say("partner.term", begins=self._day(view.begins), ends=self._day(view.ends))
        body.addWidget(label(schools, "strong", wrap=True))
        body.addWidget(label("　".join(filter(None, (term, view.programme))), "small", wrap=True))
        if view.private:
            body.addWidget(label(self._say("partner.private"), "quiet", wrap=True))
        body.addWidget(self._does(view))
        self._promises(body, view.promises)
        self._issues(body, view.issues)
        for year in view.years:
            self._year(body, year)
        if not view.years:
            body.addWidget(label(self._say("partner.nothing_yet"), "quiet", wrap=True))
        return card

    def _does(self, view: PartnershipView) -> QWidget:
        """What can be done from here."""
        row = QWidget()
        flow = Flow(row, gap=6)
        shell = self._desk.shell
        flow.addWidget(button(self._say("partner.open"), partial(shell.open_record, view.record), icon="document"))
        for kind in self._desk.workspace.kinds:
            leads = [field.key for field in kind.fields() if isinstance(field, Link) and AGREEMENT in field.kinds]
            if leads:
                words = self._say("partner.new", kind=self._desk.texts.label(kind.label))
                new = partial(self._new, kind.key, {leads[0]: view.record})
                flow.addWidget(button(words, new, icon=KIND_ICONS.get(kind.key, "document")))
        if not view.private:
            flow.addWidget(button(self._say("partner.joint"), partial(self.open_gather, view), icon="circle"))
        for record, title in view.plans:
            flow.addWidget(button(title, partial(shell.open_record, record), role="chip"))
        for name in view.circles:
            flow.addWidget(button(name, shell.open_people, role="chip", icon="people"))
        return row

    def _promises(self, body: QVBoxLayout, promises: tuple[PromiseView, ...]) -> None:
        if not promises:
            return
        body.addWidget(label(self._say("partner.promised"), "strong"))
        body.addWidget(label(self._say("partner.own_past"), "small", wrap=True))
        for one in promises:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(OneLine(self._term("partnership_activities", one.sort)), 2)
            key = "partner.done_of" if one.promised is not None else "partner.done_only"
            row.addWidget(OneLine(self._say(key, done=one.done, promised=one.promised or 0)), 3)
            before = self._say("partner.list").join(str(number) for number in one.before)
            told = self._say("partner.before", counts=before) if any(one.before) else ""
            row.addWidget(OneLine(told, "small"), 3)
            body.addLayout(row)

    def _issues(self, body: QVBoxLayout, issues: tuple[IssueView, ...]) -> None:
        if not issues:
            return
        body.addWidget(label(self._say("partner.issues"), "strong"))
        for one in issues:
            due, late = self._desk.words.due(one.due, self._desk.now()) if one.due else ("", False)
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(label(self._term("follow_up_sorts", one.sort) or "…", "chip"))
            row.addWidget(OneLine(one.text), 1)
            row.addWidget(label(one.owner, "small"))
            row.addWidget(label(due, "chip-note" if late else "small"))
            body.addLayout(row)

    def _year(self, body: QVBoxLayout, year: YearView) -> None:
        count = self._say("partner.year", begins=year.begins, ends=year.begins + 1, count=len(year.happenings))
        body.addWidget(label(count, "strong"))
        for one in year.happenings[:_MOST]:
            body.addLayout(self._happening(one))
        if len(year.happenings) > _MOST:
            body.addWidget(label(self._say("partner.more", count=len(year.happenings) - _MOST), "quiet", wrap=True))

    def _happening(self, one: HappeningView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(label(self._day(one.day), "small"))
        row.addWidget(label(self._term("partnership_activities", one.sort), "chip"))
        title = button(one.title or "…", partial(self._desk.shell.open_record, one.record), role="quiet")
        title.setAccessibleName(f"{self._day(one.day)} {one.title}")
        row.addWidget(title)
        row.addStretch(1)
        where = "　".join(filter(None, (self._term("activity_modes", one.mode), one.place)))
        row.addWidget(OneLine(where, "small"), 1)
        return row

    # Alliances

    def _alliance(self, view: AllianceView) -> QFrame:
        card = SectionCard(self._say("partner.alliance", name=view.name), "people")
        counts = self._say("partner.alliance_counts", people=view.people, others=view.others, ours=len(view.ours))
        card.body.addWidget(label(counts, wrap=True))
        card.body.addWidget(label(self._say("partner.alliance_sees"), "quiet", wrap=True))
        row = QWidget()
        flow = Flow(row, gap=6)
        for record, title in view.ours[:_MOST]:
            flow.addWidget(button(title or "…", partial(self._desk.shell.open_record, record), role="chip"))
        card.body.addWidget(row)
        return card

    def _lesson(self) -> QFrame:
        card = SectionCard(self._say("partner.empty"), "school")
        for key in ("partner.lesson_agreement", "partner.lesson_joint", "partner.lesson_alliance"):
            card.body.addWidget(label(self._say(key), wrap=True))
        return card

    def _new(self, kind: str, values: dict[str, Value]) -> None:
        self._desk.ask(self, lambda workspace: workspace.create(kind, values), self._open_new)

    def _open_new(self, record: RecordId) -> None:
        self._desk.news.announce(Changes(frozenset({record}), sync=True))
        self._desk.shell.open_record(record)

    def _term(self, name: str, code: str) -> str:
        return Terms().show(name, code, self._desk.texts.language) if code else ""

    def _day(self, iso: str) -> str:
        return self._desk.words.iso_day(iso, self._desk.now()) if iso else "—"
