"""The dialog of the best plans: a tick is kept as it is made."""

from PySide6.QtWidgets import QWidget

from app.ui.archive.best import BestDialog
from tests.helpers.windows import Stage


def test_a_tick_stars_a_plan_and_closing_tells_the_page(stage: Stage) -> None:
    plan = stage.teacher.create("lesson_plan", {"topic": "秋天的雨", "taught_on": "2026-09-20"})
    (chapter,) = (one for one in stage.teacher.archive(None, "zh").chapters if one.chapter.starred)
    told: list[bool] = []
    above = stage.show(QWidget())
    dialog = stage.show(BestDialog(stage.desk(), chapter.choosable, lambda: told.append(True), above))
    dialog.boxes[plan].click()
    stage.settle()
    (chapter,) = (one for one in stage.teacher.archive(None, "zh").chapters if one.chapter.starred)
    assert [entry.title for part in chapter.parts for entry in part.entries] == ["秋天的雨"]
    dialog.reject()
    assert told == [True]
