"""Asking without a name, and the leadership's answer in the open, on the screens."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton

from app.ui.listening.page import QuestionsPage
from app.ui.today.page import TodayPage
from tests.helpers.hands import Hand
from tests.helpers.school_box import school_in
from tests.helpers.windows import Stage, commit


def test_it_is_said_what_unsigned_means_and_the_head_answers_in_two_clicks(stage: Stage, tmp_path: Path) -> None:
    """Whoever asks reads it before she sends; the answer stands there for all, quoted with its question."""
    with school_in(tmp_path / "school") as there:
        asker, other = there.teachers["李秀兰"], there.teachers["孙立"]
        page = stage.show(TodayPage(stage.desk(asker)))
        page.shown()
        ask = page.questions.ask
        stage.settle(lambda: ask.whom.menu() is not None)
        before = ask.honest.isVisible()
        menu = ask.whom.menu()
        assert menu is not None
        menu.actions()[-1].trigger()
        commit(ask.box, "食堂能不能晚十分钟收？")
        said = ask.honest.isVisible()
        ask.send.click()
        stage.settle(lambda: bool(asker.unsigned_questions()))
        asker.visit()
        there.head.visit()
        hers = stage.show(TodayPage(stage.desk(there.head)))
        hers.shown()
        stage.settle(lambda: bool(hers.questions.board.cards))
        (card,) = hers.questions.board.cards.values()
        hand = Hand(stage)
        hand.click(card.answer)
        commit(card.box, "可以，从周一开始。")
        hand.click(card.answer)
        stage.settle(lambda: not there.head.questions_waiting())
        there.head.visit()
        other.visit()
        theirs = stage.show(QuestionsPage(stage.desk(other)))
        theirs.shown()
        stage.settle(lambda: bool(theirs.answered.cards))
        (public,) = theirs.answered.cards.values()

        assert (before, said) == (False, True)
        assert hand.clicks == 2
        assert not ask.unsent
        assert public.unsent is False
        assert other.questions().answered[0].answers[0].text == "可以，从周一开始。"


def test_only_a_keeper_without_a_box_is_offered_one(stage: Stage) -> None:
    """One click opens it."""
    stage.mentor.set_purpose(stage.world.shared(), "school")
    page = stage.show(QuestionsPage(stage.desk(stage.mentor)))
    page.shown()
    stage.settle(page.box.isVisible)
    button: QPushButton = page.box
    button.click()
    stage.settle(lambda: not stage.mentor.may_open_box())
    teachers = stage.show(QuestionsPage(stage.desk()))
    teachers.shown()
    stage.settle()

    assert "box" in [one.purpose for one in stage.mentor.spaces()]
    assert not teachers.box.isVisible()
