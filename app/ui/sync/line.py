"""The sync line: always visible, honest, with the size before anything is sent and the progress while it is."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar

from app.errors import Known
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.sync.visits import Visits
from app.ui.theme.icons import show_picture
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine
from app.workspace.views import Changes, SyncLine, VisitReport

_HEIGHT = 44
_AFTER_MS = 30_000
_CLOCK_OFF_MATTERS = 600


class SyncFoot(QFrame):
    """How much waits, when the last visit was, and the button for the next."""

    def __init__(self, desk: Desk, visits: Visits) -> None:
        super().__init__()
        self._desk, self.visits, self._say = desk, visits, desk.texts.say
        self._after = ""  # what the last visit did, for a while
        self._fading = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._fading.timeout.connect(self._forget)
        self.setProperty("role", "foot")
        hold(self, height=_HEIGHT)
        self._sign = QLabel()
        self.words = OneLine("", "")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        hold(self.progress, width=200)
        self.progress.setAccessibleName(self._say("sync.progress"))
        self.button = button(self._say("sync.now"), self._press, icon="sync")
        self.files = button(self._say("sync.files_now"), self._files_too, role="quiet", icon="picture")
        self.stick = button(self._say("stick.open"), desk.shell.open_stick, icon="stick")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.progress)
        row.addWidget(self.files)
        row.addWidget(self.stick)
        row.addWidget(self.button)
        self.progress.hide()
        self.files.hide()
        visits.began.connect(self._began)
        visits.progressed.connect(self._progressed)
        visits.ended.connect(self._ended)
        visits.failed.connect(self._failed)
        desk.news.changed.connect(self._changed)

    def refresh(self) -> None:
        """Ask anew how much waits."""
        if not self.visits.running:
            self._desk.ask(self, lambda workspace: workspace.sync_line(), self._show)

    def _changed(self, _changes: Changes) -> None:
        self.refresh()

    def _press(self) -> None:
        if self.visits.running:
            self.visits.stop()
            self.button.setEnabled(False)
        else:
            self._desk.shell.sync_now()

    def _files_too(self) -> None:
        """Let pictures and files travel now, whatever the link is."""
        self.files.setEnabled(False)
        self._desk.ask(self, lambda workspace: workspace.fetch_files(), self._files_asked)

    def _files_asked(self, _changes: Changes) -> None:
        self.files.setEnabled(True)
        self.files.hide()
        self._desk.shell.sync_now()

    def _show(self, line: SyncLine) -> None:
        if self.visits.running:
            return
        self.button.setEnabled(line.relays > 0)
        self.button.setToolTip("" if line.relays else self._say("sync.no_relay"))
        self._look("sync" if line.relays else "lock", "quiet")
        if line.waiting_records:
            self._after = ""
        parts = [self._after or self._waiting(line)]
        self.files.setVisible(bool(line.relays and line.files and not line.files_travel))
        if line.relays and line.files and not self._after:
            size = self._desk.words.size(line.files_bytes)
            key = "sync.files_go" if line.files_travel else "sync.files_wait"
            parts.append(self._say(key, count=line.files, size=size))
        if line.relays and not self._after:
            last = line.last_visit
            when = self._desk.words.moment(last, self._desk.now()) if last else ""
            parts.append(self._say("sync.last", when=when) if last else self._say("sync.never"))
        if line.trouble and not self._after:
            parts.append(self._desk.texts.explain(Known(line.trouble)).what)
        self.words.setText(" · ".join(parts))

    def _waiting(self, line: SyncLine) -> str:
        if not line.relays:
            return self._say("sync.no_relay")
        if not line.waiting_records:
            return self._say("sync.text_sent" if line.files else "sync.nothing_waits")
        size, time = self._desk.words.size(line.waiting_bytes), self._desk.words.duration(line.seconds)
        waiting = self._say("sync.waiting", count=line.waiting_records, size=size, time=time)
        if line.on_stick_records:
            waiting += self._say("sync.on_stick", count=line.on_stick_records)
        return waiting

    def _began(self) -> None:
        self.button.setText(self._say("sync.stop"))
        self.progress.setRange(0, 0)
        self.progress.show()
        self.words.setText(self._say("sync.connecting"))
        self._look("sync", "accent")

    def _progressed(self, done: int, whole: int, _phase: str) -> None:
        if whole <= 0:
            return
        self.progress.setRange(0, 1_000)
        self.progress.setValue(min(1_000, done * 1_000 // whole))
        size = self._desk.words.size
        self.words.setText(self._say("sync.going", done=size(min(done, whole)), whole=size(whole)))

    def _forget(self) -> None:
        self._after = ""
        if self.isVisible():  # a window closed in the meantime has no worker left to ask
            self.refresh()

    def _over(self) -> None:
        self._fading.start()
        self.progress.hide()
        self.button.setText(self._say("sync.now"))
        self.button.setEnabled(True)

    def _ended(self, report: VisitReport) -> None:
        self._over()
        self._after = self._account(report)
        for code in () if self.visits.quiet else report.trouble:
            self._desk.shell.tell(self._desk.texts.explain(Known(code)))
        if report.set_aside:
            self._desk.shell.tell(self._desk.texts.explain(Known("envelope.refused")))
        if report.became_new_device:
            say = self._say
            told = Sentence(say("sync.copied_what"), say("sync.copied_safe"), say("sync.copied_next"))
            self._desk.shell.tell(told, "note")
        if abs(report.clock_off) > _CLOCK_OFF_MATTERS:
            off = Sentence(self._say("sync.clock_off"), self._say("sync.clock_safe"), self._say("sync.clock_next"))
            self._desk.shell.tell(off, "note")
        self.refresh()

    def _account(self, report: VisitReport) -> str:
        """What went and came, with its price."""
        size, up, down = self._desk.words.size, report.bytes_up, report.bytes_down
        if not report.sent and not report.received:
            return self._say("sync.idle", size=size(up + down))
        return self._say("sync.done", sent=report.sent, received=report.received, up=size(up), down=size(down))

    def _failed(self, sentence: Sentence) -> None:
        self._over()
        self._after = sentence.what
        if not self.visits.quiet:
            self._desk.shell.tell(sentence)
        self.refresh()

    def _look(self, drawing: str, role: str) -> None:
        show_picture(self._sign, drawing, role)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignVCenter)
