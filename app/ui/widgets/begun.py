"""Keeps in the file what is begun on a page beside a record and not sent: it is there again after a power cut."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from app.errors import TongxingError
from app.ids import RecordId
from app.logs import note_failure
from app.ui.desk import Desk

#: At most so long do words stand on the screen alone.
PAUSE_MS = 1_200


class Begun(QObject):
    """``gather`` tells what stands at each place just now, empty where nothing is begun."""

    def __init__(self, desk: Desk, record: RecordId, gather: Callable[[], Mapping[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._record, self._gather = desk, record, gather
        self._kept: dict[str, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.keep)

    def be_about(self, record: RecordId) -> None:
        """Be about this record: what was made ahead knows none."""
        self._record = record

    def found(self, kept: Mapping[str, str]) -> None:
        """What the file holds."""
        self._kept = dict(kept)

    def touched(self) -> None:
        """Somebody is writing: keep it soon."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep what has changed since it was kept last. What the file does not take is tried again at the next word."""
        record, changed = self._record, self._changed()
        if changed:
            self._kept.update(changed)
            self._desk.tasks.document(
                self,
                lambda: self._desk.workspace.keep_begun(record, changed),
                failed=lambda error: self._not_kept(changed, error),
            )

    def keep_and_wait(self) -> bool:
        """The same before a window goes. False if the file would not take it."""
        self._timer.stop()
        record, changed = self._record, self._changed()
        try:
            if changed:
                self._desk.tasks.do(lambda: self._desk.workspace.keep_begun(record, changed))
                self._kept.update(changed)
        except TongxingError as error:
            note_failure(error)
            return False
        return True

    def _changed(self) -> dict[str, str]:
        return {place: words for place, words in self._gather().items() if words != self._kept.get(place, "")}

    def _not_kept(self, changed: Mapping[str, str], error: BaseException) -> None:
        note_failure(error)
        for place in changed:
            self._kept.pop(place, None)
        self._desk.shell.tell(self._desk.explain(error))
