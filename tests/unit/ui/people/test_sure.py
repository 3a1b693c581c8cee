"""A question before something that others will feel."""

from PySide6.QtWidgets import QLabel, QWidget

from app.ui.people.sure import SureDialog
from app.workspace.views import Changes
from app.workspace.workspace import Workspace
from tests.helpers.windows import Stage, parts


def test_nothing_happens_before_the_button_and_enter_cancels(stage: Stage) -> None:
    """What happens stands in it, line by line."""
    asked: list[str] = []

    def work(workspace: Workspace) -> Changes:
        asked.append(workspace.me.name)
        return Changes(spaces=True)

    dialog = SureDialog(stage.desk(), stage.show(QWidget()), "真的吗？", ["第一句。", "第二句。"], "就这样", work)
    dialog.open()
    stage.settle()
    assert {"真的吗？", "第一句。", "第二句。"} <= {label.text() for label in parts(dialog, QLabel)}
    assert dialog.cancel.isDefault()
    assert not dialog.go.isDefault()
    assert asked == []
    dialog.go.click()
    stage.settle(lambda: not dialog.isVisible())
    assert asked == ["李秀兰"]
