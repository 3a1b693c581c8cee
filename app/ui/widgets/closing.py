"""Dialogs that go when they are closed: one that stayed with its parent would be kept until that page goes."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog

#: A moment for whoever asked to look at what it holds.
AFTER_MS = 1_000


def goes_when_closed(dialog: QDialog) -> None:
    """Have a dialog deleted soon after it is closed, however that happens."""
    dialog.finished.connect(lambda _result: QTimer.singleShot(AFTER_MS, dialog, dialog.deleteLater))
