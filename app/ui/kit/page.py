"""Preparing a stick (准备U盘): who is invited, what it will take; then the codes to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.kit.codes import CodesCard
from app.ui.kit.installers import InstallersCard, installers_in
from app.ui.kit.persons import PersonsCard
from app.ui.kit.prepared import PreparedCard, code_of
from app.ui.kit.stick_card import StickCard
from app.ui.people.card import KEEPER
from app.ui.safekeeping.card import SectionCard
from app.ui.tasks import Stop
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import PageBody
from app.workspace.views import Changes, SpaceView

if TYPE_CHECKING:
    from app.ui.kit.work import Wanted, Written
    from app.workspace.kits import PreparedTicket, StickSizes
    from app.workspace.workspace import Workspace

#: The page's name, for the window; a space's id may follow a colon.
KIT = "kit"
#: About what a ticket file and the guide take on a stick, and a space in which nobody has written yet, in bytes.
_TICKET, _GUIDE, _LOG = 2_000, 400_000, 2_000


@dataclass(frozen=True)
class _Offered:
    kept: Sequence[SpaceView]
    known: Sequence[str]


class KitPage(QScrollArea):
    """Everything on one page, from top to bottom in the order of the work."""

    def __init__(self, desk: Desk, which: str = "") -> None:
        """``which`` is the id of the space whose button was pressed, hexadecimal; empty for none."""
        super().__init__()
        self._desk, self._say, self._which = desk, desk.texts.say, which
        self._stop: Stop | None = None
        self._looked: tuple[Path, ...] = ()
        self._sizes: StickSizes | None = None
        self._measured: tuple[object, ...] = ()
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.codes = CodesCard(desk)
        self.stick, self.persons = StickCard(desk), PersonsCard(desk.texts)
        self.installers = InstallersCard(desk.texts)
        self.prepared = PreparedCard(desk)
        self.what = self._what_card()
        self.another = button(self._say("kit.prepare_next"), self._begin_anew, icon="add")
        self.another.hide()
        self._asking: tuple[QWidget, ...] = (self.stick, self.persons, self.installers, self.what, self.prepared)
        body = PageBody()
        self.setWidget(body)
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addWidget(label(self._say("kit.title"), "hero"))
        column.addWidget(label(self._say("kit.why"), "quiet", wrap=True))
        for card in (self.codes, *self._asking):
            column.addWidget(card)
        column.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        for part in (self.stick, self.persons, self.installers):
            part.changed.connect(self._reckon)
        self.installers.look_in.connect(self.find_installers)
        self.codes.hidden.connect(self._begin_anew)
        self.prepared.show_code.connect(lambda ticket: self._show_codes([ticket]))
        self.codes.open_stick.connect(self._open_stick)

    def shown(self) -> None:
        """Fetch whom one may invite where, and look for sticks and installers."""
        self._desk.ask(self, _offered, self._offer)
        if self._stop is None:
            self.stick.look()
            self.find_installers()
        if not self.codes.codes:
            self.prepared.shown()

    def leave(self) -> None:
        """Nothing to save: the tickets that were made are in one's own file."""

    def find_installers(self, folder: Path | None = None) -> None:
        """Look where installers usually lie, and in one more folder."""
        if folder is not None:
            self._looked = (*self._looked, folder)
        looked, place = self._looked, QStandardPaths.StandardLocation.DownloadLocation
        downloads = Path(QStandardPaths.writableLocation(place))
        self._desk.tasks.network(
            self, lambda: installers_in(looked, downloads), self.installers.show_found, self._failed
        )

    def begin(self) -> None:
        """Write the stick."""
        folder = self.stick.folder
        if folder is None or self._stop is not None:
            return
        stop = self._stop = Stop()
        self.notice.clear()
        self._at_work(True)
        desk, wanted, tasks = self._desk, self._wanted(folder), self._desk.tasks

        def told(step: str, done: int, whole: int) -> None:
            tasks.on_main(self, partial(self._progressed, step, done, whole))

        def write() -> Written:
            from app.ui.kit import work

            return work.write(desk.workspace, desk.texts, wanted, tasks, told, stop)

        tasks.network(self, write, self.show_written, self._broke)

    def show_written(self, written: Written) -> None:
        """Show the codes in place of the questions."""
        self._stop = None
        self._at_work(False)
        self._show_codes(written.tickets)
        for error in written.trouble[:1]:
            self.codes.notice.explain(self._desk.texts.explain(error))
        self._desk.news.announce(Changes(spaces=True, sync=True))
        self.verticalScrollBar().setValue(0)

    # What it will take

    def _what_card(self) -> SectionCard:
        card = SectionCard(self._say("kit.card_what"), "stick")
        self.lines = label("", wrap=True)
        self.whole = label("", "strong", wrap=True)
        self.wanting = label("", "quiet", wrap=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self._say("kit.progress"))
        self.progress.hide()
        self.step = label("", "small", wrap=True)
        self.notice = Notice()
        self.write = button(self._say("kit.write"), self.begin, role="primary", icon="stick")
        self.halt = button(self._say("sync.stop"), self._ask_stop)
        self.halt.hide()
        for part in (self.lines, self.whole, self.wanting, self.progress, self.step, self.notice):
            card.body.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.write)
        row.addWidget(self.halt)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _reckon(self) -> None:
        """Have it measured what will be written, and say what is still wanting."""
        complete = [one for one in self.persons.invited() if one.complete]
        spaces = sorted({space for one in complete for space in one.spaces})
        files = [one.path for one in self.installers.chosen()]
        folder, wanted = self.stick.folder, (self.stick.folder, *spaces, *files)
        if wanted != self._measured:
            self._measured, self._sizes = wanted, None
            if folder is not None:
                self._desk.ask(
                    self,
                    lambda workspace: workspace.stick_sizes(folder, spaces, files),
                    partial(self._show_sizes, wanted),
                    self.notice.explain,
                )
        names = [space.name for space in self.persons.kept if space.space in spaces]
        self._say_what(len(complete), names)

    def _show_sizes(self, wanted: tuple[object, ...], sizes: StickSizes) -> None:
        if wanted == self._measured:
            self._sizes = sizes
            self._reckon()

    def _say_what(self, count: int, spaces: Sequence[str]) -> None:
        say, sizes, chosen = self._say, self._sizes, self.installers.chosen()
        size = self._desk.words.size
        lines = [say("kit.what_tickets", count=count), say("kit.what_guide")]
        if spaces:
            named = say("form.comma").join(say("kit.space_named", name=name) for name in spaces)
            about = size(max(sizes.spaces, _LOG)) if sizes is not None else "…"
            lines.append(say("kit.what_spaces", spaces=named, size=about))
        if chosen:
            heavy = size(sum(one.size for one in chosen))
            lines.append(say("kit.what_installers", count=len(chosen), size=heavy))
        self.lines.setText("\n".join(f"• {line}" for line in lines))
        if sizes is not None:
            whole = sizes.spaces + sizes.installers + count * _TICKET + _GUIDE
            self.whole.setText(say("kit.what_whole", size=size(whole), free=size(sizes.free)))
        self.whole.setVisible(sizes is not None)
        wanting = self._wanting()
        self.wanting.setText(wanting)
        self.wanting.setVisible(bool(wanting))
        self.write.setEnabled(not wanting and self._stop is None)

    def _wanting(self) -> str:
        say, invited = self._say, self.persons.invited()
        if self._sizes is not None and not self._sizes.fits:
            return say("kit.too_small")
        missing = (
            (self.stick.folder is None, "kit.want_stick"),
            (not invited or any(not one.name for one in invited), "kit.want_name"),
            (any(not one.spaces for one in invited), "kit.want_space"),
        )
        first = next((key for holds, key in missing if holds), "")
        return say("kit.ready_not", what=say(first)) if first else ""

    def _wanted(self, folder: Path) -> Wanted:
        from app.ui.kit.work import Wanted
        from app.workspace.kits import Guest

        guests = tuple(Guest(one.name, one.spaces, one.role) for one in self.persons.invited())
        return Wanted(folder, guests, self.persons.lasting, tuple(one.path for one in self.installers.chosen()))

    # Under way

    def _progressed(self, step: str, done: int, whole: int) -> None:
        if self._stop is not None:
            self.step.setText(self._say("kit.writing", what=self._say(f"kit.step_{step}")))
            self.progress.setRange(0, 1_000 if whole > 0 else 0)
            self.progress.setValue(min(1_000, done * 1_000 // whole) if whole > 0 else 0)

    def _at_work(self, at_work: bool) -> None:
        for part in (self.stick, self.persons, self.installers):
            part.setEnabled(not at_work)
        self.progress.setRange(0, 0)
        self.progress.setVisible(at_work)
        self.step.setText("")
        self.halt.setVisible(at_work)
        self.halt.setEnabled(at_work)
        self._reckon()

    def _ask_stop(self) -> None:
        self.halt.setEnabled(False)
        if self._stop is not None:
            self._stop.ask()

    def _broke(self, error: BaseException) -> None:
        self._stop = None
        self._at_work(False)
        self.notice.explain(self._desk.explain(error))

    def _failed(self, error: BaseException) -> None:
        self.notice.explain(self._desk.explain(error))

    # After it

    def _show_codes(self, tickets: Sequence[PreparedTicket]) -> None:
        for part in self._asking:
            part.hide()
        self.another.show()
        self.codes.show_codes([code_of(self._desk, ticket) for ticket in tickets])

    def _begin_anew(self) -> None:
        self.codes.forget()
        self.another.hide()
        self.persons.clear()
        for part in (self.stick, self.persons, self.installers, self.what):
            part.show()
        self.prepared.shown()
        self._reckon()

    def _open_stick(self) -> None:
        if self.stick.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.stick.folder)))

    def _offer(self, offered: _Offered) -> None:
        self.persons.offer(offered.kept, offered.known, self._which)
        self._reckon()


def _offered(workspace: Workspace) -> _Offered:
    spaces = [space for space in workspace.spaces() if not space.private]
    kept = [space for space in spaces if space.role == KEEPER]
    known = dict.fromkeys(member.name for space in spaces for member in space.members if not member.me)
    return _Offered(kept, sorted(known))
