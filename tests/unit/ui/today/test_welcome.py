"""The card for somebody who came by a stick."""

from app.ui.start.greeting import CAME_BY_STICK, greet
from app.ui.today.welcome import WelcomeCard
from tests.helpers.windows import Stage


def test_it_stands_there_for_who_came_by_a_stick(stage: Stage) -> None:
    """With the space she is in; begun once, it is gone for good."""
    card = WelcomeCard(stage.desk())
    stage.show(card).hide()
    card.shown()
    stage.settle()
    before = card.isVisible()
    greet(stage.teacher)
    card.shown()
    stage.settle(card.isVisible)
    card.write.click()
    stage.settle(card.isHidden)

    assert not before
    assert ("begin_record", "lesson_plan") in stage.shell.calls
    assert stage.teacher.preference(CAME_BY_STICK, "") == ""


def test_it_goes_when_it_was_read(stage: Stage) -> None:
    """Without a record."""
    greet(stage.teacher)
    card = WelcomeCard(stage.desk())
    stage.show(card).shown()
    stage.settle(lambda: hasattr(card, "understood"))
    card.understood.click()
    stage.settle(card.isHidden)

    assert stage.shell.calls == []
