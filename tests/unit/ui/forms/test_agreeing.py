"""Beside a charter: who agrees, by name, and one's own click."""

from app.ui.forms.agreeing import Agreeing
from tests.helpers.stories import settle
from tests.helpers.windows import Stage


def test_one_click_agrees_and_another_takes_it_back(stage: Stage) -> None:
    charter = stage.mentor.begin_charter(stage.world.shared())
    stage.mentor.agree(charter)
    settle(stage.mentor, stage.teacher)
    strip = stage.show(Agreeing(stage.desk()))
    strip.refresh(stage.teacher.view(charter))
    stage.settle(lambda: strip.isVisible())
    before = strip.words
    strip.agree.click()
    stage.settle(lambda: getattr(stage.teacher.agreement(charter), "mine", "") == "agreed")
    strip.refresh(stage.teacher.view(charter))
    stage.settle(lambda: strip.withdraw.isVisible())

    say = stage.texts.say
    assert before == "\n".join((say("agreeing.agreed", names="王敏"), say("agreeing.waiting", names="李秀兰")))
    assert not strip.agree.isVisible()
    strip.withdraw.click()
    stage.settle(lambda: getattr(stage.teacher.agreement(charter), "mine", "") == "waiting")


def test_a_record_to_which_nobody_agrees_shows_nothing(stage: Stage) -> None:
    strip = stage.show(Agreeing(stage.desk()))
    strip.refresh(stage.teacher.view(stage.teacher.create("charter", {"name": "草稿"})))

    assert not strip.isVisible()
