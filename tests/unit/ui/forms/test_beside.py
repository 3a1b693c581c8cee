"""Comments, steps and history beside a form."""

from PySide6.QtWidgets import QLabel

from app.ui.forms.beside import HISTORY, STEPS, Beside
from app.ui.widgets.step_card import StepCard
from tests.helpers.windows import Stage, parts


def test_comments_are_answered_and_settled(stage: Stage) -> None:
    """A settled one goes to the end and is not counted."""
    plan = stage.plan(notes="秋天的雨")
    stage.mentor.comment(plan, "notes", 0, 2, "好")
    stage.exchange()
    desk = stage.desk()
    beside = stage.show(Beside(desk, plan))
    desk.news.changed.connect(lambda _changes: beside.refresh(stage.teacher.view(plan)))
    beside.refresh(stage.teacher.view(plan))
    counted = beside.tabs["comments"].text()
    (card,) = beside.cards
    card.answer.emit(card.comment, "谢谢")
    stage.settle(lambda: len(stage.teacher.view(plan).comments) == 2)
    beside.cards[0].settle.click()
    stage.settle(lambda: stage.teacher.view(plan).comments[0].resolved)
    stage.settle(lambda: beside.tabs["comments"].text() == "点评")

    assert counted == "点评 1"
    assert {comment.body for comment in stage.teacher.view(plan).comments} == {"好", "谢谢"}


def test_a_step_is_answered_where_it_stands(stage: Stage) -> None:
    """By the one it is for."""
    plan = stage.plan()
    stage.mentor.set_step(plan, "等三秒", "2026-12-01", stage.teacher.me.person)
    stage.exchange()
    beside = stage.show(Beside(stage.desk(), plan))
    beside.refresh(stage.teacher.view(plan))
    (card,) = parts(beside, StepCard)
    card.answer.insertPlainText("试了，有五个孩子举手")
    card.done.click()
    card.save.click()
    stage.settle(lambda: stage.teacher.view(plan).steps[0].done)

    assert stage.teacher.view(plan).steps[0].answer == "试了，有五个孩子举手"


def test_what_there_is_lies_open(stage: Stage) -> None:
    """Steps, where nobody has commented; a later refresh turns nothing over."""
    plan = stage.plan()
    stage.mentor.set_step(plan, "等三秒", "2026-12-01", stage.teacher.me.person)
    stage.exchange()
    beside = stage.show(Beside(stage.desk(), plan))
    beside.refresh(stage.teacher.view(plan))
    at_first = beside.tabs[STEPS].isChecked(), len(parts(beside, StepCard))
    beside.turn_to(HISTORY)
    beside.refresh(stage.teacher.view(plan))

    assert at_first == (True, 1)
    assert beside.tabs[HISTORY].isChecked()


def test_history_names_who_and_when(stage: Stage) -> None:
    """Newest first."""
    plan = stage.plan(notes="秋天")
    beside = stage.show(Beside(stage.desk(), plan))
    beside.refresh(stage.teacher.view(plan))
    beside.turn_to(HISTORY)
    stage.settle()
    said = [label.text() for label in parts(beside, QLabel) if label.isVisible()]

    assert any("李秀兰" in text for text in said)
    assert any("备注" in text for text in said)
