"""Several questions in one card."""

from app.ui.listening.board import Board
from tests.helpers.windows import Stage, commit


def test_a_question_that_goes_while_somebody_answers_stays_until_it_is_sent(stage: Stage) -> None:
    """Another one goes at once."""
    teacher, mentor = stage.teacher, stage.mentor
    for text in ("一", "二"):
        teacher.ask(text, teacher.addressees()[0])
    stage.exchange()
    board = Board(stage.desk(mentor), "问题", "ask", "没有")
    stage.show(board)
    board.show_questions(mentor.questions_waiting())
    first = next(iter(board.cards.values()))
    first.answer.click()
    commit(first.box, "答")
    board.show_questions(())

    assert board.unsent
    assert list(board.cards.values()) == [first]
