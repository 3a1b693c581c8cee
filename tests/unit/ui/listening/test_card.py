"""A question as a card."""

from app.ui.listening.card import QuestionCard
from tests.helpers.windows import Stage, commit


def test_an_answer_begun_stays_when_the_question_is_drawn_anew(stage: Stage) -> None:
    """News may come while somebody types; Esc gives up an empty field alone."""
    teacher, mentor = stage.teacher, stage.mentor
    teacher.ask("怎么让学生敢提问？", teacher.addressees()[0])
    stage.exchange()
    (view,) = mentor.questions_waiting()
    card = QuestionCard(stage.desk(mentor), view)
    stage.show(card)
    card.answer.click()
    commit(card.box, "先同桌说")
    card.show_view(view)
    card.box.given_up.emit()
    kept = card.box.text
    card.answer.click()
    stage.settle(lambda: not card.unsent)

    assert kept == "先同桌说"
    assert mentor.questions_waiting() == ()
    assert card.box.isHidden()
