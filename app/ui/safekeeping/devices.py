"""The devices of this person, and why this laptop became a new one."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.desk import Desk
from app.ui.people.strike import strike_dialog
from app.ui.people.sure import SureDialog
from app.ui.safekeeping.card import SectionCard
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.workspace.safekeeping import OwnDevice, Safekeeping


class DevicesSection(SectionCard):
    """One line a device."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.texts.say("safekeeping.devices"), "relay")
        self._desk, self._say = desk, desk.texts.say
        self.body.addWidget(label(self._say("safekeeping.devices_why"), "quiet", wrap=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)

    def shown(self) -> None:
        """Fetch and draw."""
        self._desk.ask(self, lambda workspace: workspace.safekeeping(), self._show)

    def _show(self, state: Safekeeping) -> None:
        empty(self._lines)
        for device in state.devices:
            self._lines.addLayout(self._row(device))

    def open_strike(self, device: OwnDevice) -> SureDialog:
        """Ask before another laptop of hers is struck out."""
        dialog = strike_dialog(self._desk, self, device.device)
        dialog.accepted.connect(self.shown)
        return dialog

    def _row(self, device: OwnDevice) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(self._line(device), "" if device.here else "small", wrap=True), 1)
        if device.device:
            strike = button(self._say("striking.do"), lambda: self.open_strike(device), role="quiet")
            strike.setAccessibleName(self._say("striking.do_of", name=device.name))
            row.addWidget(strike)
        return row

    def _line(self, device: OwnDevice) -> str:
        if device.here:
            return self._say("safekeeping.device_here", name=device.name)
        if device.struck:
            return self._say("striking.struck", name=device.name)
        if device.ended is None:
            return self._say("safekeeping.device_other", name=device.name)
        today = datetime.fromtimestamp(self._desk.now()).date()
        day = self._desk.words.day(datetime.fromtimestamp(device.ended).date(), today)
        return self._say(f"safekeeping.device_{device.reason}", name=device.name, day=day)
