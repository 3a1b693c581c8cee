"""The page of questions."""

from app.ui.listening.page import QuestionsPage
from tests.helpers.windows import Stage


def test_what_waits_what_i_asked_and_what_was_answered(stage: Stage) -> None:
    """Both sides see how a question was handled."""
    teacher, mentor = stage.teacher, stage.mentor
    asked = teacher.ask("教具在哪里借？", teacher.addressees()[0])
    mentor.ask("孩子们爱读什么？", mentor.addressees()[0])
    stage.exchange()
    mentor.answer(asked, "中心校有。")
    stage.exchange()
    page = stage.show(QuestionsPage(stage.desk()))
    page.shown()
    stage.settle(lambda: bool(page.mine.cards and page.waiting.cards))
    theirs = stage.show(QuestionsPage(stage.desk(mentor)))
    theirs.shown()
    stage.settle(lambda: bool(theirs.answered.cards))

    assert not page.unsent
    assert [len(board.cards) for board in (page.waiting, page.mine, page.answered)] == [1, 1, 0]
    assert [len(board.cards) for board in (theirs.waiting, theirs.mine, theirs.answered)] == [0, 1, 1]
