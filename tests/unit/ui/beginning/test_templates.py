"""Templates are named, renamed and deleted where they are looked for."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QToolButton

from app.ui.beginning.templates import TemplatesDialog, ask_name
from app.ui.widgets.text_boxes import LineBox
from tests.helpers.windows import Stage, parts


def answer(text: str, button: str) -> None:
    """Answer the question for a name that is open."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    parts(dialog, LineBox)[0].setText(text)
    next(one for one in parts(dialog, QPushButton) if one.text() == button).click()


def test_a_template_is_renamed_and_deleted(stage: Stage) -> None:
    """Each with one click on its line."""
    plan = stage.teacher.create("lesson_plan", {"topic": "雨"})
    stage.teacher.save_as_template(plan, "甲")
    kind = stage.teacher.kinds.get("lesson_plan")
    window = stage.window()
    assert kind is not None
    dialog = stage.show(TemplatesDialog(window.desk, kind, window))

    def tool(words: str) -> QToolButton:
        return next(one for one in parts(dialog, QToolButton) if one.accessibleName() == words)

    QTimer.singleShot(100, lambda: answer("乙", "保存"))
    tool("给“甲”改名").click()
    stage.settle()
    renamed = [one.name for one in stage.teacher.beginnings("lesson_plan", "zh").templates if one.record]
    tool("删除模板“乙”").click()
    stage.settle()

    assert renamed == ["乙"]
    assert not [one for one in stage.teacher.beginnings("lesson_plan", "zh").templates if one.record]
    assert dialog.lines.count() == 1


def test_a_name_is_asked_for(stage: Stage) -> None:
    """And a template without one is not kept."""
    window = stage.window()
    seen: list[bool] = []

    def nothing() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        parts(dialog, LineBox)[0].setText(" ")
        keep = next(one for one in parts(dialog, QPushButton) if one.text() == "保存")
        seen.append(keep.isEnabled())
        dialog.reject()

    QTimer.singleShot(100, nothing)
    assert ask_name(window, window.desk, "存为模板", "雨") == ""
    QTimer.singleShot(100, lambda: answer("我的模板", "保存"))
    assert ask_name(window, window.desk, "存为模板", "雨") == "我的模板"
    assert seen == [False]
