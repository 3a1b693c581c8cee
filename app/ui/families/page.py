"""Reaching families (联系家庭): whose key one has, and for everybody else whom to ask; requests that wait for me."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.records.groups import PUPILS
from app.records.sought import find_name, pieces_of
from app.ui.desk import Desk
from app.ui.families.asking import AskDialog
from app.ui.families.granting import GrantDialog
from app.ui.lists.strip import GroupStrip
from app.ui.widgets.labels import label
from app.ui.widgets.lines import Line
from app.ui.widgets.panel import Panel, page_column
from app.ui.widgets.text_boxes import LineBox
from app.workspace.contacts import FamilyView, RequestView
from app.workspace.views import Changes

NAME = "families"
_LONGEST_SEARCH = 100
_MOST_SHOWN = 60


class FamiliesPage(QScrollArea):
    """The pupils of one's spaces by name, and what one may do about each of their families."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._families: tuple[FamilyView, ...] = ()
        self.setAccessibleName(self._say("families.title"))
        self.search = LineBox(_LONGEST_SEARCH)
        self.search.setPlaceholderText(self._say("families.search"))
        self.search.setAccessibleName(self._say("families.search"))
        self.requests = Panel(self._say("families.requests"), "review", self._say("families.no_requests"))
        self.pupils = Panel(self._say("families.pupils"), "phone", self._say("families.nobody"))
        column = page_column(self)
        column.addWidget(GroupStrip(desk, PUPILS, NAME))
        column.addWidget(label(self._say("families.title"), "hero"))
        column.addWidget(label(self._say("families.why"), "quiet", wrap=True))
        column.addWidget(self.requests)
        column.addWidget(self.search)
        column.addWidget(self.pupils)
        column.addStretch(1)
        self.search.typed.connect(self._narrow)
        desk.news.changed.connect(self._changed)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Begin with looking for a pupil."""
        self.search.setFocus(reason)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, lambda workspace: workspace.contact_requests(), self._show_requests)
        self._desk.ask(self, lambda workspace: workspace.families(), self._show)

    def leave(self) -> None:
        """Nothing to save."""

    def _changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.shown()

    def _show_requests(self, found: tuple[RequestView, ...]) -> None:
        self.requests.show_lines([self._request(one) for one in found])
        self.requests.setVisible(bool(found))

    def _request(self, request: RequestView) -> QWidget:
        until = self._desk.words.iso_day(request.until, self._desk.now())
        return Line(
            self._say("families.asks", by=request.by, name=request.name),
            request.why,
            partial(self._answer, request),
            icon="review",
            chip=self._say("families.until", day=until) if request.until else "",
            chip_role="chip-accent",
            strong=True,
        )

    def _answer(self, request: RequestView) -> None:
        GrantDialog(self._desk, self, request).open()

    def _show(self, families: tuple[FamilyView, ...]) -> None:
        self._families = families
        self._narrow()

    def _narrow(self) -> None:
        pieces = pieces_of(self.search.text().strip())
        fitting = [one for one in self._families if all(find_name(piece, one.name) is not None for piece in pieces)]
        self.pupils.show_lines([self._line(one) for one in fitting[:_MOST_SHOWN]], len(fitting))

    def _line(self, family: FamilyView) -> QWidget:
        mentors = self._say("form.comma").join(name for _person, name in family.mentors)
        if family.contact is not None:
            below, do = self._say("families.yours"), partial(self._desk.shell.open_record, family.contact)
        elif family.granted is not None:
            below, do = self._say("families.granted"), partial(self._desk.shell.open_record, family.granted)
        elif family.asked is not None:
            below, do = (
                self._say("families.asked", mentors=mentors),
                partial(self._desk.shell.open_record, family.asked),
            )
        elif family.mine:
            below, do = self._say("families.not_typed"), partial(self._begin, family)
        elif mentors:
            below, do = self._say("families.ask_mentor", mentors=mentors), partial(self._ask, family)
        else:
            below, do = self._say("families.no_mentor"), partial(self._desk.shell.open_page, "matching")
        known = family.mine or family.contact is not None or family.granted is not None
        return Line(family.name, below, do, icon="phone" if known else "lock", chip=family.class_name, strong=known)

    def _begin(self, family: FamilyView) -> None:
        self._desk.ask(self, lambda workspace: workspace.begin_contact(family), self._desk.shell.open_record)

    def _ask(self, family: FamilyView) -> None:
        AskDialog(self._desk, self, family).open()
