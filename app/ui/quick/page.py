"""Writing about a pupil in a minute: whom, the few fields that matter, who will read it, done.

From the first word on it is a draft in the file; "done" gives it to the pupil's care circle. Whoever leaves the page
before that finds the draft on the start page.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea

from app.ids import SpaceId
from app.records.edits import SetValue
from app.records.purposes import CARE
from app.ui.autosave import Draft
from app.ui.desk import Desk
from app.ui.keys import bind
from app.ui.quick.few_fields import FewFields
from app.ui.quick.pupil_box import PupilBox
from app.ui.widgets.buttons import button, wordless
from app.ui.widgets.labels import label
from app.ui.widgets.panel import page_column
from app.workspace.jotting import PupilChoice
from app.workspace.views import Changes

if TYPE_CHECKING:
    from app.ids import RecordId
    from app.workspace.workspace import Workspace


class QuickPage(QScrollArea):
    """``which`` is a kind's key and, behind a colon, a pupil's record or nothing."""

    def __init__(self, desk: Desk, which: str) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        key, _, self._wanted = which.partition(":")
        kind = desk.workspace.kinds.get(key)
        if kind is None or kind.quick is None:
            raise ValueError(key)  # the buttons offer kinds with a short way only
        self._kind, self._quick = kind, kind.quick
        self._choice: PupilChoice | None = None
        self.pupil = PupilBox(desk)
        self.fields = FewFields(desk, kind, self._quick.fields, partial(_begin, key))
        self.readers = label("", "strong", wrap=True)
        self.told = label("", "quiet", wrap=True)
        self.done = button(self._say("quick.done"), self.finish, role="primary", icon="done")
        self.whole = button(self._say("quick.whole"), self._open_whole, role="quiet", icon="document")
        self._lay_out()
        self.pupil.chosen.connect(self._choose)
        bind("done", self, self.finish)

    def shown(self) -> None:
        """Fetch whom it can be about."""
        self._desk.ask(self, lambda workspace: workspace.pupil_choices(), self._offer)

    def leave(self) -> None:
        """What was written stays a draft."""
        self.save_now()

    def save_now(self) -> bool:
        """Save what is still in the fields."""
        return self.fields.save_now()

    @property
    def unsaved(self) -> bool:
        """Is there anything that the file does not have yet?"""
        return self.fields.unsaved

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Begin with whom it is about."""
        self.pupil.line.setFocus(reason)

    def finish(self) -> None:
        """Save, and give it to those who were told; a field that is still empty keeps nobody waiting."""
        if not self.save_now():
            return
        record, space = self.fields.record, self._space()
        if self._choice is None or record is None:
            self.told.setText(self._say("quick.nothing_yet"))
            return

        def give(workspace: Workspace) -> Changes:
            return workspace.share(record, space) if space is not None else Changes(frozenset({record}))

        self._desk.ask(self, give, self._given)

    def _offer(self, choices: tuple[PupilChoice, ...]) -> None:
        if self._choice is not None:
            return
        self.pupil.offer(choices)
        wanted = next((one for one in choices if self._wanted and one.record == self._wanted), None)
        if wanted is not None:
            self.pupil.choose(wanted)

    def _choose(self, choice: PupilChoice) -> None:
        self._choice = choice
        self.told.clear()
        self.fields.put(Draft(SetValue(self._quick.name, choice.name)))
        self.fields.put(Draft(SetValue(self._quick.pupil, choice.record)))
        names = self._say("form.comma").join(choice.readers)
        shared = self._space() is not None
        self.readers.setText(
            self._say("quick.readers", space=choice.care_name, names=names) if shared else self._say("quick.only_me")
        )
        self.done.setText(self._say("quick.done_shared" if shared else "quick.done"))
        self.fields.setFocus()

    def _space(self) -> SpaceId | None:
        return self._choice.care if self._choice is not None and CARE in self._kind.places else None

    def _given(self, changes: Changes) -> None:
        self._desk.news.announce(changes)
        self._choice = None
        self.fields.show_values(None, {})
        self.pupil.line.clear()
        self.readers.setText(self._say("quick.who_reads"))
        self._desk.shell.go_back()

    def _open_whole(self) -> None:
        if self.save_now() and self.fields.record is not None:
            self._desk.shell.open_record(self.fields.record)
        else:
            self.told.setText(self._say("quick.nothing_yet"))

    def _lay_out(self) -> None:
        title = self._desk.texts.label(self._kind.label)
        self.setAccessibleName(title)
        column = page_column(self)
        column.setSpacing(10)
        self.readers.setText(self._say("quick.who_reads"))
        head = QHBoxLayout()
        back = wordless("back", self._say("ui.back"), self._desk.shell.go_back)
        head.addWidget(back)
        head.addWidget(label(title, "hero"))
        head.addStretch(1)
        head.addWidget(self.whole)
        foot = QHBoxLayout()
        foot.addWidget(self.readers, 1)
        foot.addWidget(self.done)
        column.addLayout(head)
        column.addWidget(self.pupil)
        column.addWidget(self.fields)
        column.addWidget(self.told)
        column.addLayout(foot)
        column.addStretch(1)


def _begin(kind: str, workspace: Workspace) -> RecordId:
    return workspace.jot(kind, {})
