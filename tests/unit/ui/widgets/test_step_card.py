"""A step as its owner and as others see it."""

from PySide6.QtWidgets import QLabel

from app.ids import RecordId
from app.ui.widgets.step_card import StepCard
from app.workspace.views import StepView
from tests.helpers.windows import Stage, parts


def step(owner: str, *, answer: str = "", done: bool = False, due: str = "2026-11-01") -> StepView:
    """A step that the mentor set."""
    return StepView(RecordId("s"), RecordId("t"), "题", "等三秒", due, owner, "李秀兰", "王敏", False, answer, done)


def words(card: StepCard) -> str:
    """Everything that it says."""
    return " ".join(label.text() for label in parts(card, QLabel))


def test_its_owner_answers(stage: Stage) -> None:
    """What she said before stands there to be changed."""
    card = stage.show(StepCard(stage.desk(), step(stage.teacher.me.person, answer="试了")))
    answered: list[tuple[str, bool]] = []
    card.answered.connect(lambda _step, answer, done: answered.append((answer, done)))
    card.done.click()
    card.save.click()

    assert answered == [("试了", True)]
    assert not card.save.isEnabled()
    assert "已过期" in words(card)


def test_others_read_the_answer(stage: Stage) -> None:
    """Or that there is none yet."""
    desk = stage.desk(stage.mentor)
    with_answer = words(stage.show(StepCard(desk, step(stage.teacher.me.person, answer="举手多了", done=True))))
    without = words(stage.show(StepCard(desk, step(stage.teacher.me.person))))

    assert "举手多了" in with_answer
    assert stage.texts.say("review.step_done") in with_answer
    assert stage.texts.say("review.no_answer") in without
