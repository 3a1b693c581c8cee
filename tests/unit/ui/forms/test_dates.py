"""A day is typed in any usual way, and stands in the field as the file keeps it."""

from app.ui.forms.dates import DateInput
from app.ui.forms.page import FormPage
from tests.helpers.windows import Stage, commit


def test_a_typed_day_is_saved_and_its_weekday_shown(stage: Stage) -> None:
    plan = stage.plan()
    window = stage.window()
    window.open_record(plan)
    page = window.page(f"record:{plan}")
    assert isinstance(page, FormPage)
    stage.settle(lambda: page.form is not None and page.form.whole)
    assert page.form is not None
    frame = page.form.frame("taught_on")
    assert frame is not None
    day = frame.input
    assert isinstance(day, DateInput)

    commit(day.box, "2026年11月24日")
    assert page.save_now()

    assert stage.teacher.view(plan).values["taught_on"] == "2026-11-24"
    assert day._weekday.text() == stage.texts.say("words.weekday_2")
