"""Questions on the start page, with their clicks counted."""

from app.ui.today.page import TodayPage
from tests.helpers.hands import Hand
from tests.helpers.windows import Stage, commit


def test_a_difficulty_in_two_taps_and_its_answer_in_two_clicks(stage: Stage) -> None:
    """From the start page: into the field, type, send; the mentor: answer, type, send."""
    window = stage.window()
    today = window.page("today")
    assert isinstance(today, TodayPage)
    ask = today.questions.ask
    stage.settle(ask.isVisible)
    asker = Hand(stage)
    asker.click(ask.box)
    commit(ask.box, "学生不敢开口怎么办？")
    asker.click(ask.send)
    stage.settle(lambda: not ask.unsent)
    stage.exchange()
    desk = stage.desk(stage.mentor)
    page = stage.show(TodayPage(desk))
    page.shown()
    stage.settle(lambda: bool(page.questions.board.cards))
    (card,) = page.questions.board.cards.values()
    hand = Hand(stage)
    hand.click(card.answer)
    commit(card.box, "先让他们在小组里说。")
    hand.click(card.answer)
    stage.settle(lambda: not stage.mentor.questions_waiting())
    stage.exchange()
    (mine,) = stage.teacher.questions().mine

    assert (asker.clicks, hand.clicks) == (2, 2)
    assert [(one.text, one.who) for one in mine.answers] == [("先让他们在小组里说。", "王敏")]
