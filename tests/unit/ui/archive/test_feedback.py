"""The slot for feedback: kept with today's day, and emptied once it is kept."""

from app.ui.archive.feedback import FeedbackCard
from tests.helpers.windows import Stage, click


def test_a_sentence_is_kept_and_the_fields_are_ready_for_the_next(stage: Stage) -> None:
    told: list[bool] = []
    card = stage.show(FeedbackCard(stage.desk(), lambda: told.append(True)))
    assert not card.add.isEnabled()
    card.by.setText("王敏")
    card.said.setPlainText("课堂更安静了")
    stage.settle()
    click(card.add)
    stage.settle(lambda: bool(told))
    (entry,) = stage.teacher.archive(None, "zh").feedback
    assert (entry.by, entry.said) == ("王敏", "课堂更安静了")
    assert not card.unsent
