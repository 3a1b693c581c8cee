"""The stop-watch above rows that are written while a lesson goes on: one key begins a row with the time.

It may be paused and put right; it goes on after a power cut, because it keeps when it was started. When the lesson is
over it says so in the record, and how long each stage took follows from the rows.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ids import RecordId
from app.records.edits import SetValue
from app.records.elapsed import elapsed_text, seconds_of, stage_times
from app.records.fields import Stopwatch
from app.records.values import Row
from app.records.watch import Watch
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.keys import bind, written
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox

#: The preference that keeps a record's watch, before its id.
PREFERENCE = "stopwatch "
_TICK_MS, _LONGEST, _WIDTH = 500, 16, 84


class StopwatchBar(QWidget):
    """The watch and its buttons. ``row_wanted`` asks for a row that begins at so many seconds."""

    row_wanted = Signal(int)
    edited = Signal(object)  # Draft: how long the lesson lasted

    def __init__(self, watch: Stopwatch, around: Around) -> None:
        super().__init__()
        say = around.say
        self._declared, self._around = watch, around
        self._watch = Watch()
        self._of: RecordId | None = None
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show)
        self.time = LineBox(_LONGEST)
        self.time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.time.setAccessibleName(say("watch.time"))
        self.time.setToolTip(say("watch.time_tip"))
        hold(self.time, width=_WIDTH)
        self.row = button(say("watch.row", key=written("time_line")), self.begin_row, role="primary", icon="add")
        self.turn = button("", self._turn, icon="history")
        self.end = button(say("watch.end"), self._end, icon="done")
        self.said = label("", "small", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for control in (self.time, self.row, self.turn, self.end):
            line.addWidget(control)
        line.addWidget(self.said, 1)
        self.time.typed.connect(self._corrected)
        self.time.left.connect(self._show)
        bind("time_line", self, self.begin_row)
        self._show()

    def be_about(self) -> None:
        """Take the watch of the record around it, as this laptop kept it; nothing while that is the same."""
        record = self._around.record
        if not record or record == self._of:
            return
        self._of, self._watch = record, Watch()

        def take(kept: str) -> None:
            found = Watch.read(kept)
            if found is not None and record == self._of:
                self._watch = found
                self._show()

        self._around.desk.ask(self, lambda workspace: workspace.preference(PREFERENCE + record, ""), take)
        self._show()

    def begin_row(self) -> None:
        """A row with the time now; the first one starts the watch."""
        self._set(self._watch.started(self._now()))
        self.row_wanted.emit(self._watch.seconds(self._now()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def stops(self) -> list[QWidget]:
        """Where Tab stops in it."""
        return [self.time, self.row, self.turn, self.end]

    def _turn(self) -> None:
        now = self._now()
        self._set(self._watch.paused(now) if self._watch.running else self._watch.started(now))

    def _end(self) -> None:
        """The lesson is over: it lasted until now."""
        now = self._now()
        self._set(self._watch.paused(now))
        seconds = self._watch.seconds(now)
        self._around.note(self._declared.lasted, seconds)
        self.edited.emit(Draft(SetValue(self._declared.lasted, seconds)))

    def _corrected(self) -> None:
        seconds = seconds_of(self.time.text())
        if seconds is not None:
            self._set(self._watch.put_to(seconds, self._now()))

    def _set(self, watch: Watch) -> None:
        self._watch = watch
        key, text = PREFERENCE + self._around.record, watch.written()
        self._around.desk.ask(self._around.desk.news, lambda workspace: workspace.set_preference(key, text))
        self._show()

    def _show(self) -> None:
        watch, say = self._watch, self._around.say
        if not self.time.hasFocus():
            self.time.receive(elapsed_text(watch.seconds(self._now())))
        state = "pause" if watch.running else "go_on" if watch.before else "start"
        self.turn.setText(say(f"watch.{state}"))
        self.end.setEnabled(watch.running or bool(watch.before))
        if watch.running and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()

    def _now(self) -> int:
        return self._around.desk.now()


class StageTimes(QWidget):
    """How long each stage took, beneath the rows; follows the record, and is stored nowhere."""

    def __init__(self, watch: Stopwatch, around: Around) -> None:
        super().__init__()
        self._declared, self._around = watch, around
        self.words = label("", "", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        self.hide()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show what follows from these rows."""
        lasted = self._around.values.get(self._declared.lasted)
        found = stage_times(
            rows, self._declared.time, self._declared.stage, lasted if isinstance(lasted, int) else None
        )
        say = self._around.say
        parts = [
            say(
                "watch.stage_running" if one.running else "watch.stage",
                name=one.name or say("watch.no_stage"),
                time=elapsed_text(one.seconds),
            )
            for one in found
        ]
        self.words.setText(say("watch.stages", stages=say("watch.gap").join(parts)))
        self.setVisible(bool(found))
