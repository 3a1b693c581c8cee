"""Comments, steps and history beside a form."""

from PySide6.QtWidgets import QLabel, QPushButton

from app.ui.forms.beside import HISTORY, STEPS, Beside
from app.ui.widgets.composer import Composer
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
    stage.settle(lambda: beside.tabs["comments"].text() == "批注")

    assert counted == "批注 1"
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


def test_what_was_read_waits_no_longer(stage: Stage) -> None:
    """By one click for all, or by answering: then the start page is told too."""
    plan = stage.plan(key_point="一二三四")
    stage.mentor.comment(plan, "key_point", 0, 2, "好")
    stage.mentor.comment(plan, "key_point", 2, 4, "为什么？")
    for workspace in (stage.mentor, stage.teacher):
        workspace.visit()
    beside = stage.show(Beside(stage.desk(), plan))
    beside.refresh(stage.teacher.view(plan))
    before = len(stage.teacher.today().comments)
    card = next(one for one in beside.cards if one.comment.body == "为什么？")
    card.answer.emit(card.comment, "因为有规律")
    stage.settle(lambda: len(stage.teacher.today().comments) == 1)
    beside.refresh(stage.teacher.view(plan))
    words = stage.texts.say("review.all_seen")
    next(one for one in parts(beside, QPushButton) if one.text() == words).click()
    stage.settle(lambda: not stage.teacher.today().comments)
    beside.refresh(stage.teacher.view(plan))

    assert before == 2
    assert not any(comment.unread for comment in stage.teacher.view(plan).comments)


def test_an_answer_that_is_begun_is_not_drawn_away(stage: Stage) -> None:
    """When a colleague's words come in meanwhile; once it is sent, the panel shows what stands."""
    plan = stage.plan(key_point="一二三四")
    stage.mentor.comment(plan, "key_point", 0, 2, "好")
    stage.mentor.set_step(plan, "等三秒", "", stage.teacher.me.person)
    for workspace in (stage.mentor, stage.teacher):
        workspace.visit()
    beside = stage.show(Beside(stage.desk(), plan))
    beside.refresh(stage.teacher.view(plan))
    beside.turn_to("steps")
    (step,) = parts(beside, StepCard)
    step.answer.insertPlainText("试了一次")
    beside.refresh(stage.teacher.view(plan))
    kept = step.answer.text
    beside.turn_to("comments")
    card = beside.cards[0]
    card.reply.click()
    parts(card, Composer)[0].insertPlainText("谢谢")
    beside.refresh(stage.teacher.view(plan))

    same = beside.cards == [card]
    beside.turn_to("steps")
    again = beside._steps[0].answer.text
    beside.turn_to("comments")

    assert (kept, again) == ("试了一次", "试了一次")
    assert same
    assert list(beside.cards[0].begun.values()) == ["谢谢"]
