"""Removed rows, and the way back for each."""

from app.ui.history.removed import RemovedRows
from app.ui.widgets.buttons import Button
from app.workspace.history import RemovedRow
from tests.helpers.windows import Stage, parts


def test_each_row_is_told_by_what_it_held(stage: Stage) -> None:
    """A reader may look at it and not bring it back; without any, nothing is shown."""
    view = stage.teacher.view(stage.plan())
    panel = RemovedRows(stage.desk())
    row = RemovedRow("steps", {"id": "r1", "name": "导入", "minutes": 5, "teacher": "先猜"})
    hidden = panel.isHidden()
    stage.show(panel)
    panel.show_rows([row, RemovedRow("steps", {"id": "r2"})], view.kind, {}, may_write=True)
    heard: list[tuple[str, str]] = []
    panel.wanted.connect(lambda field, row: heard.append((field, row)))
    buttons = parts(panel, Button)
    buttons[0].click()
    panel.show_rows([row], view.kind, {}, may_write=False)
    stage.settle()

    assert hidden
    assert [one.accessibleName() for one in buttons] == [
        "找回: 教学过程: 导入 · 5 · 先猜",
        "找回: 教学过程: （空行）",
    ]
    assert heard == [("steps", "r1")]
    assert [one.isEnabled() for one in parts(panel, Button) if one.isVisible()] == [False]
