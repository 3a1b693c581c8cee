"""What the dialogs about spaces have in common: a heading, a place for trouble, and two buttons."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.text import Sentence
from app.ui.desk import Desk
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button
from app.ui.widgets.closing import goes_when_closed
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice

_WIDTH, _MARGIN = 520, 24
#: How wide the words inside may be.
ROOM = _WIDTH - 2 * _MARGIN


class SpaceDialog(QDialog):
    """A calm dialog, never higher than 600 pixels, whose trouble stands inside it."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, why: str, verb: str) -> None:
        super().__init__(parent)
        self.desk, self.say = desk, desk.texts.say
        self.setWindowTitle(title)
        hold(self, width=_WIDTH)
        self.setMaximumHeight(600)
        goes_when_closed(self)
        self.heading = label(title, "title", wrap=True)
        self.why = label(why, "quiet", wrap=True)
        self.notice = Notice()
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.cancel = button(self.say("ui.cancel"), self.reject)
        self.go = button(verb, self.begin, role="primary")
        self.go.setDefault(True)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addWidget(self.cancel)
        self._foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 20, _MARGIN, 18)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.why)
        column.addLayout(self.body)
        column.addWidget(self.notice)
        column.addStretch(1)
        column.addLayout(self._foot)

    def begin(self) -> None:
        """Do what the dialog is for."""
        raise NotImplementedError

    def field(self, title: str, control: QWidget) -> QLabel:
        """Put a control with its label into the dialog."""
        name = label(title, "field")
        name.setBuddy(control)
        control.setAccessibleName(title)
        self.body.addWidget(name)
        self.body.addWidget(control)
        return name

    def busy(self, at_work: bool) -> None:
        """While something is under way the button cannot be pressed twice."""
        self.go.setEnabled(not at_work)
        if at_work:
            self.notice.clear()

    def failed(self, sentence: Sentence) -> None:
        """Say what went wrong, in the dialog; what was entered stays."""
        self.busy(False)
        self.notice.explain(sentence)
        self.adjustSize()
