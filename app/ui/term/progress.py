"""The progress page (进展): whole numbers of a school's terms, the same for a teacher and for the leader.

It shows no name, no hour, no order of people, and no way to any of them; what one gives to it is asked for here.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.ids import RecordId, SpaceId
from app.records.counting import REUSED
from app.ui.desk import Desk
from app.ui.safekeeping.card import SectionCard
from app.ui.term.frame import TermFrame
from app.ui.term.page import fill, table
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.workspace.progress import Progress, Tally, TermCounts
from app.workspace.releasing import Consent
from app.workspace.views import Changes
from app.workspace.workspace import Workspace

NAME, ANSWERS = "progress", "answers"
_TALLY_WIDE, _TALLY_HIGH, _TABLE_HIGH = 208, 96, 190


class ProgressPage(TermFrame):
    """Cards: who has a mentor, this term's numbers, the school's own terms before, and one's own consent."""

    def __init__(self, desk: Desk) -> None:
        say = desk.texts.say
        super().__init__(desk, "school", NAME, say("progress.title"), say("progress.why"))
        self._space: SpaceId | None = None
        self.ask = button(say("progress.ask"), partial(desk.shell.open_page, ANSWERS), role="quiet", icon="info")
        self.report = button(say("progress.report"), self._report, icon="print")
        self.head.addWidget(self.ask)
        self.head.addWidget(self.report)
        self._schools = Flow(gap=4)
        self.column.addLayout(self._schools)
        self._body = QVBoxLayout()
        self._body.setSpacing(12)
        self.column.addLayout(self._body)
        self.column.addStretch(1)
        self.agree: QPushButton | None = None
        self.matching: QPushButton | None = None
        #: The numbers as they stand on the page, by what they are called.
        self.numbers: dict[str, str] = {}

    def shown(self) -> None:
        """Fetch and draw."""
        wanted = self._space

        def fetched(workspace: Workspace) -> tuple[list[tuple[SpaceId, str]], Progress | None, Consent | None]:
            schools = workspace.schools()
            spaces = [space for space, _name in schools]
            space = wanted if wanted in spaces else next(iter(spaces), None)
            if space is None:
                return schools, None, None
            return schools, workspace.progress(space), workspace.counts_consent(space)

        self._desk.ask(self, fetched, lambda found: self._show(*found))

    def _show(self, schools: list[tuple[SpaceId, str]], found: Progress | None, consent: Consent | None) -> None:
        empty(self._body)
        empty(self._schools)
        self.numbers, self.agree, self.matching = {}, None, None
        self.report.setVisible(found is not None and not found.small)
        if found is None or consent is None:
            self._body.addWidget(label(self._say("progress.no_school"), "quiet", wrap=True))
            return
        self._space = found.space
        for space, name in schools if len(schools) > 1 else ():
            made = button(name, partial(self._turn_to, space), role="tab", icon="school")
            made.setCheckable(True)
            made.setChecked(space == found.space)
            self._schools.addWidget(made)
        self._body.addWidget(self._coverage(found))
        if found.small:
            self._body.addWidget(label(self._say("progress.small", count=found.smallest), "quiet", wrap=True))
        else:
            self._body.addWidget(self._term(found))
            if found.before:
                self._body.addWidget(self._own_past(found))
        self._body.addWidget(self._consent(found, consent))

    def _turn_to(self, space: SpaceId) -> None:
        self._space = space
        self.shown()

    def _coverage(self, found: Progress) -> QWidget:
        card = SectionCard(self._say("progress.coverage", name=found.name), "people")
        if not found.pupils:
            words = self._say("progress.no_pupils")
        elif found.alone:
            words = self._say("progress.alone", count=found.alone, pupils=found.pupils)
        else:
            words = self._say("progress.all_have", pupils=found.pupils)
        card.body.addWidget(label(words, wrap=True))
        if found.alone:
            name = f"matching:{found.space.hex()}"
            row = Flow(gap=8)
            self.matching = button(
                self._say("progress.match"), partial(self._desk.shell.open_page, name), icon="circle"
            )
            row.addWidget(self.matching)
            card.body.addLayout(row)
        return card

    def _term(self, found: Progress) -> QWidget:
        words = self._desk.words
        name = found.now.term.name or self._say("progress.this_term")
        card = SectionCard(self._say("progress.term", name=name), "chart")
        flow = Flow(gap=10)
        for tally in found.now.tallies:
            if tally.number != 0 or tally.of is not None:  # what nobody has begun yet is no reproach
                flow.addWidget(self._tally(tally))
        card.body.addLayout(flow)
        told = (
            self._say("progress.few", count=found.smallest)
            if found.now.givers is None
            else self._say("progress.givers", count=found.now.givers)
        )
        card.body.addWidget(label(told, "quiet", wrap=True))
        ends = words.day(found.now.term.ends, found.now.term.begins)
        card.body.addWidget(label(self._say("progress.until", day=ends), "small", wrap=True))
        return card

    def _tally(self, tally: Tally) -> QWidget:
        """One number: what it is of, large; with a bar and what is left where it can be full."""
        box = QWidget()
        box.setProperty("role", "sunken")
        hold(box, width=_TALLY_WIDE)
        name = self._desk.texts.label(tally.label)
        column = QVBoxLayout(box)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(3)
        if tally.number is None:
            words = self._say("progress.hidden")
        elif tally.of is None:
            words = str(tally.number)
        else:
            words = self._say("progress.of", number=tally.number, of=tally.of)
        self.numbers[name] = words
        column.addWidget(label(words, "title" if tally.number is not None else "quiet"))
        column.addWidget(label(name, wrap=True))
        if tally.number is not None and tally.of:
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, tally.of)
            bar.setValue(min(tally.number, tally.of))
            bar.setAccessibleName(f"{name} {words}")
            column.addWidget(bar)
            left = max(0, tally.of - tally.number)
            column.addWidget(label(self._say("progress.left" if left else "progress.full", count=left), "small"))
        box.setAccessibleName(f"{name} {words}")
        return box

    def _own_past(self, found: Progress) -> QWidget:
        card = SectionCard(self._say("progress.before"), "history")
        card.body.addWidget(label(self._say("progress.before_why"), "quiet", wrap=True))
        made = table(self._say("progress.before"))
        hold(made, height=_TABLE_HIGH)
        terms = (found.now, *found.before)
        heads = [self._say("progress.what"), *(self._term_name(one) for one in terms)]
        rows = [
            [self._desk.texts.label(tally.label), *(self._number(one.tallies[at]) for one in terms)]
            for at, tally in enumerate(found.now.tallies)
            if any(one.tallies[at].number for one in terms)
        ]
        fill(made, heads, rows)
        card.body.addWidget(made)
        return card

    def _term_name(self, counts: TermCounts) -> str:
        begins = counts.term.begins
        return counts.term.name or self._say("progress.term_from", year=begins.year, month=begins.month)

    def _number(self, tally: Tally) -> str:
        return self._say("progress.hidden") if tally.number is None else str(tally.number)

    def _consent(self, found: Progress, consent: Consent) -> QWidget:
        card = SectionCard(self._say("progress.mine"), "lock")
        card.body.addWidget(label(self._say("progress.mine_why", count=found.smallest), wrap=True))
        said = self._say("form.comma").join(
            self._say("progress.mine_one", what=self._named(what), number=number) for what, number in consent.counts
        )
        told = self._say("progress.mine_now", counts=said) if said else self._say("progress.mine_nothing")
        card.body.addWidget(label(told, "quiet", wrap=True))
        row = Flow(gap=8)
        if consent.given:
            day = self._desk.words.iso_day(consent.last.isoformat(), self._desk.now()) if consent.last else ""
            card.body.addWidget(label(self._say("progress.given", day=day), "quiet", wrap=True))
            row.addWidget(button(self._say("progress.give_now"), partial(self._give, found.space), icon="sync"))
            self.agree = button(self._say("progress.take_back"), partial(self._agree, found.space, False), role="quiet")
        else:
            self.agree = button(self._say("progress.agree"), partial(self._agree, found.space, True), icon="done")
        row.addWidget(self.agree)
        card.body.addLayout(row)
        return card

    def _named(self, what: str) -> str:
        """What a number of one's own is of."""
        kind = self._desk.workspace.kinds.get(what.removesuffix(REUSED))
        if kind is None:
            return what
        counted = kind.counted
        if counted is None:
            return self._desk.texts.label(kind.label)
        named = counted.reused if what.endswith(REUSED) and counted.reused is not None else counted.label
        return self._desk.texts.label(named)

    def _agree(self, space: SpaceId, yes: bool) -> None:
        self._desk.ask(self, lambda workspace: workspace.agree_to_counts(space, yes), self._changed_by)

    def _give(self, space: SpaceId) -> None:
        self._desk.ask(self, lambda workspace: workspace.release_counts(space), self._changed_by)

    def _changed_by(self, changes: Changes) -> None:
        self._desk.news.announce(changes | Changes(sync=True))
        self.shown()

    def _report(self) -> None:
        space, language = self._space, self._desk.texts.language
        if space is None:
            return

        def made(record: RecordId) -> None:
            self._desk.news.announce(Changes(frozenset({record}), sync=True))
            self._desk.shell.open_record(record)

        self._desk.ask(self, lambda workspace: workspace.draft_report(space, language), made)
