"""Finding a mentor (找师傅): colleagues by subject, grade and textbook, with what each can help with; by name alone.

No list of people is ever sorted by a number of theirs, and none is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.records.terms import Terms
from app.ui.desk import Desk
from app.ui.forms.input import CalmCombo
from app.ui.lists.strip import GroupStrip
from app.ui.people.gather import open_gather
from app.ui.theme.icons import picture
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty, page_column
from app.ui.widgets.text_boxes import LineBox
from app.workspace.colleagues import Colleague
from app.workspace.views import Changes

_LONGEST = 40
#: What colleagues can be found by, besides words: fields of the profile, each with its term list.
_WAYS = (("subjects", "subjects"), ("grades", "grades"), ("editions", "editions"), ("duties", "duties"))
#: Cards that are shown at once; narrowing brings the others.
_MOST = 60


class DirectoryPage(QScrollArea):
    """Choices on top, a card for each colleague that fits beneath."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._all: list[Colleague] = []
        self.cards: list[ColleagueCard] = []
        self.setAccessibleName(self._say("directory.title"))
        column = page_column(self)
        self.words = LineBox(_LONGEST)
        self.words.setPlaceholderText(self._say("directory.words"))
        self.words.setAccessibleName(self._say("directory.words"))
        self.words.typed.connect(self._narrow)
        self.mine = button(self._say("directory.my_card"), self._open_mine, icon="person")
        self.choices: dict[str, CalmCombo] = {}
        narrow = QHBoxLayout()
        narrow.setSpacing(8)
        for field, terms in _WAYS:
            narrow.addWidget(self._choice(field, terms), 1)
        head = QHBoxLayout()
        head.addWidget(label(self._say("directory.title"), "hero"))
        head.addStretch(1)
        head.addWidget(self.words, 1)
        head.addWidget(self.mine)
        self._count = label("", "quiet", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        column.addWidget(GroupStrip(desk, "mentoring", "directory"))
        column.addLayout(head)
        column.addWidget(label(self._say("directory.why"), "quiet", wrap=True))
        column.addLayout(narrow)
        column.addWidget(self._count)
        column.addLayout(self._lines)
        column.addStretch(1)
        desk.news.changed.connect(self._changed)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, lambda workspace: workspace.colleagues(), self._show)

    def leave(self) -> None:
        """Nothing to save."""

    def _changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.shown()

    def _choice(self, field: str, terms: str) -> CalmCombo:
        combo = CalmCombo()
        combo.addItem(self._say(f"directory.any_{field}"), "")
        for term in Terms().offer(terms):
            combo.addItem(self._desk.texts.label(term.label), term.code)
        combo.setAccessibleName(self._say(f"directory.any_{field}"))
        combo.currentIndexChanged.connect(lambda _index: self._narrow())
        self.choices[field] = combo
        return combo

    def _show(self, colleagues: list[Colleague]) -> None:
        self._all = colleagues
        self._narrow()

    def _narrow(self) -> None:
        found = [one for one in self._all if self._fits(one)]
        empty(self._lines)
        self.cards = [ColleagueCard(self._desk, one, self) for one in found[:_MOST]]
        for card in self.cards:
            self._lines.addWidget(card)
        nothing = "directory.nobody" if self._all else "directory.alone"
        more = "directory.more" if len(found) > _MOST else ""
        self._count.setText(self._say(nothing) if not found else self._say(more) if more else "")
        self._count.setVisible(bool(self._count.text()))

    def _fits(self, one: Colleague) -> bool:
        held = {"subjects": one.subjects, "grades": one.grades, "editions": one.editions, "duties": one.duties}
        wanted = {field: str(combo.currentData()) for field, combo in self.choices.items()}
        words = " ".join((one.name, one.school, one.strengths, one.about, *one.spaces)).casefold()
        asked = self.words.text().strip().casefold()
        return asked in words and all(not code or code in held[field] for field, code in wanted.items())

    def _open_mine(self) -> None:
        self._desk.ask(self, lambda workspace: workspace.my_card(), self._desk.shell.open_record)


class ColleagueCard(QFrame):
    """What a colleague's card says, and the way to begin together."""

    def __init__(self, desk: Desk, one: Colleague, page: QWidget) -> None:
        super().__init__()
        say, terms = desk.texts.say, desk.words.terms
        self.setProperty("role", "card")
        name = say("people.of_school", name=one.name, school=one.school) if one.school else one.name
        self.setAccessibleName(name)
        taught = (terms("subjects", one.subjects), terms("grades", one.grades), terms("editions", one.editions))
        level = (terms("mentor_levels", (one.level,)), terms("mentor_kinds", (one.sort,)))
        lines = _lines(
            (
                " · ".join(part for part in (*taught, one.class_name) if part),
                say("directory.strengths", words=one.strengths) if one.strengths else "",
                " ".join(part for part in level if part),
                say("directory.capacity", count=one.capacity) if one.capacity else "",
                say("directory.contact", words=one.contact) if one.contact else "",
                one.about,
            )
        )
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(picture("person", "accent"))
        head.addWidget(OneLine(name, "head"), 1)
        duties = terms("duties", one.duties)
        if duties:
            head.addWidget(label(duties, "chip-accent"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.ask = button(say("directory.begin"), partial(open_gather, desk, page, (one.person,)), icon="add")
        self.ask.setAccessibleName(say("directory.begin_with", name=one.name))
        head.addWidget(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 12)
        column.setSpacing(4)
        column.addLayout(head)
        for line in lines or [say("directory.no_card")]:
            column.addWidget(label(line, "" if lines else "quiet", wrap=True))
        comma = say("form.comma")
        column.addWidget(label(say("directory.together", spaces=comma.join(one.spaces)), "small", wrap=True))


def _lines(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line]
