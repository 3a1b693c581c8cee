"""On the start page, while there are any: spaces to which colleagues ask her, and the next meeting. One click each."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import TongxingError
from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.theme.icons import picture
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import empty
from app.workspace.views import Changes, SpaceView

if TYPE_CHECKING:
    from app.workspace.gathering import Invitation
    from app.workspace.series import NextMeeting
    from app.workspace.workspace import Workspace

#: Lines of each sort: more than these wait until those are answered.
_MOST = 4

Asked = tuple["list[Invitation]", "tuple[NextMeeting, ...]"]


class AskedPanel(QFrame):
    """A card over the others; hidden while nobody asks and nothing is due."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.setProperty("role", "card")
        self.setAccessibleName(self._say("asked.title"))
        self.notice = Notice()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 10)
        column.setSpacing(6)
        column.addLayout(self._lines)
        column.addWidget(self.notice)
        self.hide()

    def shown(self) -> None:
        """Fetch and draw."""
        self._desk.ask(self, _fetch, self._show)

    def _show(self, found: Asked) -> None:
        invitations, meetings = found
        empty(self._lines)
        for invitation in [one for one in invitations if not one.ended][:_MOST]:
            self._lines.addWidget(self._invitation(invitation))
        for meeting in meetings[:_MOST]:
            self._lines.addWidget(self._meeting(meeting))
        self.setVisible(self._lines.count() > 0)

    def _invitation(self, invitation: Invitation) -> QWidget:
        today = datetime.fromtimestamp(self._desk.now()).date()
        ends = self._desk.words.day(datetime.fromtimestamp(invitation.ends).date(), today)
        purpose = self._desk.words.purpose(invitation.purpose)
        key = "asked.invited_for" if purpose else "asked.invited"
        words = self._say(key, by=invitation.by, space=invitation.space_name, purpose=purpose)
        below = self._say("asked.invited_below", via=invitation.via_name, ends=ends)
        if invitation.elsewhere:
            below = self._say("asked.invited_elsewhere", relay=invitation.elsewhere, by=invitation.by)
        elif invitation.namesake:
            below = self._say("asked.invited_namesake", space=invitation.space_name, by=invitation.by)
        join = button(self._say("people.join_do"), partial(self._join, invitation.note), role="primary", icon="ticket")
        join.setAccessibleName(self._say("asked.join", space=invitation.space_name))
        later = button(self._say("asked.decline"), partial(self._decline, invitation.note), role="quiet")
        later.setAccessibleName(self._say("asked.decline_of", space=invitation.space_name))
        return _row("ticket", words, below, join, later)

    def _meeting(self, meeting: NextMeeting) -> QWidget:
        day = self._desk.words.iso_day(meeting.when, self._desk.now())
        words = self._say("asked.meeting", space=meeting.space_name, day=day, time=meeting.when[11:16])
        title = meeting.last_title or self._say("ui.untitled")
        below = self._say("asked.from_last", title=title) if meeting.last is not None else self._say("asked.first")
        plan = button(self._say("asked.plan"), partial(self._plan, meeting), icon="calendar")
        plan.setAccessibleName(self._say("asked.plan_of", space=meeting.space_name))
        return _row("calendar", words, below, plan)

    def _join(self, note: RecordId) -> None:
        self.notice.say(self._say("people.joining"), look="note")
        tasks, workspace = self._desk.tasks, self._desk.workspace
        tasks.network(self, lambda: workspace.accept(note, do=tasks.do), self._joined, self._failed)

    def _joined(self, _space: SpaceView) -> None:
        self.notice.clear()
        self._desk.news.announce(Changes(spaces=True, sync=True))
        self._desk.shell.sync_now()

    def _failed(self, error: BaseException) -> None:
        self.notice.explain(self._desk.explain(error))
        if isinstance(error, TongxingError):
            self.shown()

    def _decline(self, note: RecordId) -> None:
        self._desk.ask(self, lambda workspace: workspace.decline(note), self._desk.news.announce)

    def _plan(self, meeting: NextMeeting) -> None:
        language = self._desk.texts.language
        self._desk.ask(self, lambda workspace: workspace.plan_meeting(meeting.space, language), self._planned)

    def _planned(self, draft: RecordId | None) -> None:
        if draft is None:
            self.shown()
            return
        self._desk.news.announce(Changes(frozenset({draft}), sync=True))
        self._desk.shell.open_record(draft)


def _fetch(workspace: Workspace) -> Asked:
    return workspace.invitations(), workspace.next_meetings()


def _row(icon: str, words: str, below: str, *buttons: QWidget) -> QWidget:
    holder = QWidget()
    holder.setProperty("role", "clear")
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(OneLine(words, "strong"))
    lines.addWidget(OneLine(below, "small"))
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(picture(icon, "accent"))
    row.addLayout(lines, 1)
    for one in buttons:
        row.addWidget(one)
    return holder
