"""Visits that begin by themselves when the system says that there is a link which costs nothing.

Without a link, on a metered one, and where the system does not know, there is no timer at all.
"""

import random

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QNetworkInformation

from app.ui.sync.visits import Visits
from app.workspace.schedule import Schedule
from app.workspace.views import VisitReport

_REACH = QNetworkInformation.Reachability
_FEATURE = QNetworkInformation.Feature


class Network(QObject):
    """What the operating system says of the network; one that says nothing is not free."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        QNetworkInformation.loadDefaultBackend()
        self._system = QNetworkInformation.instance()
        if self._system is not None:
            self._system.reachabilityChanged.connect(self.changed)
            self._system.isMeteredChanged.connect(self.changed)

    @property
    def free(self) -> bool:
        """Is there a way to the world which is known to cost nothing?"""
        system = self._system
        if system is None or not system.supports(_FEATURE.Reachability | _FEATURE.Metered):
            return False
        return bool(system.reachability() == _REACH.Online and not system.isMetered())


class Quiet(QObject):
    """Begins visits by itself; lives as long as the window."""

    def __init__(self, visits: Visits, network: Network, schedule: Schedule | None = None) -> None:
        super().__init__(visits)
        self._visits, self._network = visits, network
        self._stopped = False
        self._schedule = schedule or Schedule(random.random)
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(lambda: visits.start(quiet=True))
        network.changed.connect(self._network_changed)
        visits.ended.connect(self._ended)
        visits.failed.connect(lambda _sentence: self._after(False))
        self._network_changed()

    def stop(self) -> None:
        """Begin no more, as when the window is closed."""
        self._network.changed.disconnect(self._network_changed)
        self._stopped = True
        self.timer.stop()

    def _network_changed(self) -> None:
        if not self._network.free:
            self.timer.stop()
        elif not self.timer.isActive():
            self._schedule.appeared()
            self._arm()

    def _ended(self, report: VisitReport) -> None:
        self._after(not report.trouble)

    def _after(self, well: bool) -> None:
        self._schedule.ended(well)
        self._arm()

    def _arm(self) -> None:
        if self._network.free and not self._stopped:
            self.timer.start(round(self._schedule.wait() * 1_000))
