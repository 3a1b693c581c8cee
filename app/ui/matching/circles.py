"""The spaces of a matching: which would be made, who would be asked in and who would go; then it happens."""

from collections.abc import Sequence

from PySide6.QtWidgets import QListWidget, QWidget

from app.ids import SpaceId
from app.ui.desk import Desk
from app.ui.people.frame import SpaceDialog
from app.ui.theme.scale import hold
from app.workspace.making_circles import Making
from app.workspace.views import Changes

_HEIGHT = 260


class CirclesDialog(SpaceDialog):
    """One line for each circle that is to be made or changed."""

    def __init__(self, desk: Desk, parent: QWidget, home: SpaceId, wanted: Sequence[Making]) -> None:
        say = desk.texts.say
        why = "matching.circles_why" if wanted else "matching.circles_done"
        super().__init__(desk, parent, say("matching.circles_title"), say(why), say("matching.circles_do"))
        self._home, self._wanted = home, tuple(wanted)
        self.list = QListWidget()
        self.list.setAccessibleName(say("matching.circles_title"))
        self.list.setWordWrap(True)
        hold(self.list, height=_HEIGHT)
        for one in wanted:
            self.list.addItem(self._told(one))
        self.list.setVisible(bool(wanted))
        self.body.addWidget(self.list)
        self.go.setVisible(bool(wanted))
        if not wanted:
            self.cancel.setText(say("ui.understood"))

    def begin(self) -> None:
        """Make them."""
        self.busy(True)
        home, wanted = self._home, self._wanted
        self.desk.ask(self, lambda workspace: workspace.make_circles(home, wanted), self._made, self.failed)

    def _made(self, changes: Changes) -> None:
        self.desk.news.announce(changes)
        self.accept()

    def _told(self, one: Making) -> str:
        comma = self.say("form.comma")
        parts = [
            self.say(
                f"matching.circle_{one.purpose}" if one.pupils else "matching.circle_over",
                class_name=one.class_name or self.say("matching.several_classes"),
                people=comma.join(one.names),
                count=len(one.pupils),
            )
        ]
        if one.circle is not None and one.asked:
            parts.append(self.say("matching.circle_asked", people=comma.join(one.asked)))
        if one.leaving:
            parts.append(self.say("matching.circle_leaving", people=comma.join(one.leaving)))
        return "\n".join(parts)
