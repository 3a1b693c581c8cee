"""One's own term at a glance and in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.ui.term.page import TermPage
from app.ui.widgets.charts import Steps
from tests.helpers.windows import Stage, parts


def test_weeks_and_steps_stand_in_chart_and_table(stage: Stage) -> None:
    """The same numbers in both."""
    plan = stage.plan()
    stage.teacher.create("mentoring_log", {"step": "等三秒"})
    stage.mentor.set_step(plan, "等三秒再点名", "2026-12-01", stage.teacher.me.person)
    stage.exchange()
    page = stage.show(TermPage(stage.desk()))
    page.shown()
    stage.settle()
    model = page.table.model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    newest = [model.index(0, at).data() for at in range(model.columnCount())]
    words = [label.text() for label in parts(page, QLabel)]
    (steps,) = parts(page, Steps)

    assert heads[-1] == stage.texts.say("term.all")
    assert newest[1:] == ["1", "1", "2"]
    assert [sum(numbers) for numbers in page.bars.series] == [1, 1]
    assert len(page.bars.labels) == page.table.rowCount()
    assert stage.texts.say("term.steps_done", done=0, count=1) in words
    assert len(steps.lines) == 1
    assert steps.lines[0].mine


def test_a_new_person_reads_what_the_page_is_for(stage: Stage) -> None:
    """In place of an empty chart."""
    page = stage.show(TermPage(stage.desk()))
    page.shown()
    stage.settle()

    assert not page.bars.isVisible()
    assert not page.table.isVisible()
    assert stage.texts.say("term.nothing") in [one.text() for one in parts(page, QLabel) if one.isVisible()]
