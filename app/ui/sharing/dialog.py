"""Sharing one draft or several: with whom, who will read it by name, that it cannot be called back; then it happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.errors import AccessError
from app.ids import RecordId, SpaceId
from app.ui.desk import Desk
from app.ui.messages import PlainDialog
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.views import Changes, SpaceView

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

#: The preference that remembers with whom was shared last: it is offered first the next time.
LAST = "shared last"


@dataclass(frozen=True)
class Found:
    """What can be shared, with whom, and with whom it was last (hexadecimal id). ``nowhere`` is the code of why none of
    the spaces takes it, empty where one does."""

    drafts: tuple[RecordId, ...]
    spaces: tuple[SpaceView, ...]
    last: str
    nowhere: str = ""


class ShareDialog(PlainDialog):
    """Which space, and what it means."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, save_now: Callable[[], bool]) -> None:
        super().__init__(parent, title)
        self._parent = parent
        self._desk, self._say, self._save_now = desk, desk.texts.say, save_now
        self._records: Sequence[RecordId] = ()
        self.spaces: dict[SpaceId, QRadioButton] = {}
        self._views: dict[SpaceId, SpaceView] = {}
        self._group = QButtonGroup(self)
        self._choices = QVBoxLayout()
        self.meaning = label("", "", wrap=True)
        self.do = button(self._say("form.share_do"), self._share, role="primary", icon="share")
        self.do.setDefault(True)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addWidget(button(self._say("ui.cancel"), self.reject))
        self._foot.addWidget(self.do)

    def offer(self, found: Found, left_out: int) -> None:
        """Show where the drafts can go; the space that was chosen last stands chosen. ``left_out``: so many are shared
        already."""
        self._records = found.drafts
        if left_out:
            self.column.addWidget(label(self._say("sharing.left_out", count=left_out), "quiet", wrap=True))
        self.column.addLayout(self._choices)
        for space in found.spaces:
            choice = QRadioButton(space.name.replace("&", "&&"))
            choice.setAccessibleName(space.name)
            choice.toggled.connect(self._explain)
            self._group.addButton(choice)
            self._choices.addWidget(choice)
            self.spaces[space.space], self._views[space.space] = choice, space
        self.column.addWidget(self.meaning)
        self.column.addLayout(self._foot)
        last = next((space.space for space in found.spaces if space.space.hex() == found.last), found.spaces[0].space)
        self.spaces[last].setChecked(True)
        self._explain()

    def _chosen(self) -> SpaceView | None:
        return next((self._views[space] for space, choice in self.spaces.items() if choice.isChecked()), None)

    def _explain(self) -> None:
        space, count = self._chosen(), len(self._records)
        if space is not None:
            names = self._say("form.comma").join(space.readers)
            self.meaning.setText(self._say("sharing.meaning", names=names))
        self.do.setEnabled(space is not None and count > 0)
        self.do.setText(self._say("sharing.do_several", count=count) if count > 1 else self._say("form.share_do"))
        self.adjustSize()  # eight names take more lines than one

    def _share(self) -> None:
        space, records = self._chosen(), self._records
        if space is None or not self._save_now():
            return
        self._desk.ask(self._parent, partial(_give, records, space.space), self._desk.news.announce)
        self.accept()


def share(desk: Desk, parent: QWidget, records: Sequence[RecordId], save_now: Callable[[], bool]) -> None:
    """Ask with whom drafts are to be shared, and share them; those that others can read already stay where they are.

    Without any space it leads to where one is found.
    """

    def show(found: Found) -> None:
        if found.nowhere:
            desk.shell.tell(desk.texts.explain(AccessError(found.nowhere)))
            return
        if not found.spaces:
            desk.shell.open_people()
            return
        title = "sharing.title" if len(records) == 1 else "sharing.several_title"
        dialog = ShareDialog(desk, parent, desk.texts.say(title, count=len(records)), save_now)
        dialog.offer(found, len(records) - len(found.drafts))
        dialog.open()

    desk.ask(parent, partial(_find, records), show)


def _find(records: Sequence[RecordId], workspace: Workspace) -> Found:
    views = [view for view in map(workspace.view, records) if view.may_share]
    kinds = [view.kind for view in views if view.kind is not None]
    shared = _shared(workspace.spaces())
    fitting = [space for space in shared if all(space.takes(kind) for kind in kinds)]
    drafts, last = tuple(view.record for view in views), workspace.preference(LAST, "")
    own = workspace.own_circles(drafts)
    if own is not None:
        # A record about a pupil goes to her own people: the others' circles are not offered at all.
        own_ones = tuple(space for space in shared if space.space in own)
        return Found(drafts, own_ones, last, "" if own_ones else "access.other_circle")
    return Found(drafts, tuple(fitting), last, "access.wrong_place" if shared and not fitting else "")


def _shared(spaces: Sequence[SpaceView]) -> list[SpaceView]:
    return [space for space in spaces if not space.private and not space.leaving]


def _give(records: Sequence[RecordId], space: SpaceId, workspace: Workspace) -> Changes:
    workspace.set_preference(LAST, space.hex())
    changes = Changes()
    for record in records:
        changes |= workspace.share(record, space)
    return changes
