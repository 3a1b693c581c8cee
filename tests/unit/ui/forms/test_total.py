"""A sum alone where no rule compares it."""

from app.ids import RecordId
from app.records.kinds import ALL
from app.ui.forms.around import Around
from app.ui.forms.total import TotalLine
from tests.helpers.windows import Stage


def test_homework_is_added_up_but_not_compared(stage: Stage) -> None:
    """Only the procedure is held against a lesson."""
    around = Around(stage.desk(), RecordId("x"), ALL[0], today=lambda: "2026-11-21")
    homework, steps = TotalLine("homework", "minutes", around), TotalLine("steps", "minutes", around)
    stage.show(homework)
    stage.show(steps)
    homework.show_total(25, [])
    steps.show_total(0, [])

    assert homework.words.text() == "合计 25 分钟"
    assert homework.lesson.isHidden()
    assert steps.words.text() == "合计 0 / 40 分钟"
    assert not steps.lesson.isHidden()
