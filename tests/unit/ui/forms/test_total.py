"""A sum alone where no rule compares it."""

from app.ids import RecordId
from app.records.fields import Field, Rows
from app.records.kinds import ALL
from app.ui.forms.around import Around
from app.ui.forms.total import TotalLine
from tests.helpers.windows import Stage


def _rows(field: Field) -> Rows:
    assert isinstance(field, Rows)
    return field


def test_money_is_added_up_as_money(stage: Stage) -> None:
    """The sum has the unit of its column."""
    kind = next(kind for kind in ALL if kind.key == "partnership_year")
    around = Around(stage.desk(), RecordId("x"), kind, today=lambda: "2026-11-21")
    plan = TotalLine(_rows(kind.field("plan")), around)
    stage.show(plan)
    plan.show_total(1_200, [])

    assert plan.words.text() == "合计 1200 元"


def test_homework_is_added_up_but_not_compared(stage: Stage) -> None:
    """Only the procedure is held against a lesson."""
    around = Around(stage.desk(), RecordId("x"), ALL[0], today=lambda: "2026-11-21")
    homework, steps = (TotalLine(_rows(ALL[0].field(key)), around) for key in ("homework", "steps"))
    stage.show(homework)
    stage.show(steps)
    homework.show_total(25, [])
    steps.show_total(0, [])

    assert homework.words.text() == "合计 25 分钟"
    assert homework.lesson.isHidden()
    assert steps.words.text() == "合计 0 / 40 分钟"
    assert not steps.lesson.isHidden()
