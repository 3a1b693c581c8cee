"""One step: what, until when, for whom."""

from app.ui.review.step_form import StepForm
from tests.helpers.windows import Stage, commit


def test_the_author_is_offered_first(stage: Stage) -> None:
    """Nothing is set without words."""
    form = stage.show(StepForm(stage.desk(stage.mentor), stage.mentor.view(stage.plan())))
    made: list[tuple[str, str, str]] = []
    form.made.connect(lambda text, due, owner: made.append((text, due, owner)))
    empty = form.set.isEnabled()
    form.text.insertPlainText("等三秒")
    commit(form.due.box, "12月1日")
    form.set.click()
    form.empty()

    assert not empty
    assert form.owner.itemText(0) == "李秀兰"
    assert made == [("等三秒", "2026-12-01", stage.teacher.me.person)]
    assert (form.text.text, form.due.box.text()) == ("", "")
