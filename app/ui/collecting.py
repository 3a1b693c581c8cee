"""Python's collector of cycles, on the main thread alone.

By itself it runs in whichever thread happens to allocate. On a worker it would take apart controls that were left in a
cycle, and a control that ends anywhere but on the main thread takes the program with it. So while there are workers the
collector is switched off, and the main thread collects between events, by the thresholds that are set.
"""

import gc

from PySide6.QtCore import QObject, QTimer

#: Between two looks: what a second of work leaves in cycles is small.
PAUSE_MS = 500


class Collector(QObject):
    """Collects on the thread that made it, until ``end``."""

    _active = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ended = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(PAUSE_MS)
        Collector._active += 1
        gc.disable()

    def collect(self) -> int | None:
        """Collect the oldest generation that is due; None when none is."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = next((age for age in (2, 1, 0) if 0 < thresholds[age] < counts[age]), None)
        if due is not None:
            gc.collect(due)
        return due

    def end(self) -> None:
        """Leave it to Python again, once nobody else has workers."""
        if not self._ended:
            self._ended = True
            self._timer.stop()
            Collector._active -= 1
            if not Collector._active:
                gc.enable()
