"""Above a form: what belongs to the record, one click away; what is begun from it; the step that is given."""

from app.ids import RecordId
from app.records.edits import SetValue, WriteProse
from app.records.people import person_value
from app.ui.forms.page import FormPage
from app.ui.forms.texts import ProseInput
from app.ui.main_window import MainWindow
from tests.helpers.hands import Hand, form_in_front
from tests.helpers.windows import Stage, commit
from tests.helpers.world import desk_of


def observed(stage: Stage) -> tuple[RecordId, RecordId]:
    """A plan, and the mentor's observation of its lesson, both shared."""
    plan = stage.plan(class_name="三（1）班")
    seen = stage.mentor.begin_from(plan, "class_observation", "zh")
    teacher = person_value(desk_of(stage.teacher).person)
    stage.mentor.edit(seen, [WriteProse("suggestion", "提问后等三秒"), SetValue("taught_by", teacher)])
    stage.mentor.share(seen, stage.world.shared())
    stage.exchange()
    return plan, seen


def front(stage: Stage, window: MainWindow, record: RecordId) -> FormPage:
    """A record's form, with its strip drawn."""
    window.open_record(record)
    page = form_in_front(stage, window)
    stage.settle(page.extras.related.isVisible)
    return page


def test_the_chain_is_walked_by_clicks(stage: Stage) -> None:
    """From the plan to what was observed, from there to a new reflection, which leads back to both."""
    plan, seen = observed(stage)
    window, hand = stage.window(), Hand(stage)
    page = front(stage, window, plan)
    hand.click(page.extras.related.chips[seen])
    page = form_in_front(stage, window)
    stage.settle(lambda: "reflection" in page.extras.related.begins)
    hand.click(page.extras.related.begins["reflection"])
    stage.settle(lambda: window.stack.currentWidget() is not page)
    page = form_in_front(stage, window)
    stage.settle(lambda: len(page.extras.related.chips) == 2)

    assert hand.clicks == 2
    assert set(page.extras.related.chips) == {plan, seen}
    assert stage.teacher.view(page.record).values["class_name"] == "三（1）班"
    assert "听课记录" in page.extras.related.chips[seen].text()


def test_the_observed_teacher_answers_and_signs_in_the_observers_record(stage: Stage) -> None:
    """Both sides write, each her own part: nothing else can be changed."""
    _plan, seen = observed(stage)
    window = stage.window()
    page = front(stage, window, seen)
    assert page.form is not None
    answer, overall = page.form.frame("answer"), page.form.frame("overall")
    assert answer is not None
    assert overall is not None
    assert isinstance(answer.input, ProseInput)
    assert isinstance(overall.input, ProseInput)
    said = page.head.state.text()
    commit(answer.input.box, "我试试")
    assert page.save_now()
    stage.exchange()

    assert overall.input.box.isReadOnly()
    assert said == stage.texts.say("form.answering")
    assert stage.mentor.view(seen).values["answer"] == "我试试"


def test_the_suggestion_becomes_a_step_once(stage: Stage) -> None:
    """It stands on the start page of the teacher to whom it was given."""
    _plan, seen = observed(stage)
    window, hand = stage.window(stage.mentor), Hand(stage)
    page = front(stage, window, seen)
    assert page.extras.related.give is not None
    hand.click(page.extras.related.give)
    stage.settle(lambda: page.extras.related.give is None)
    stage.exchange()

    assert [step.text for step in stage.teacher.today().steps] == ["提问后等三秒"]


def test_a_draft_of_her_own_has_no_strip(stage: Stage) -> None:
    """There is nothing to think over before a lesson was taught."""
    draft = stage.teacher.create("lesson_plan", {"topic": "新的"})
    window = stage.window()
    window.open_record(draft)
    page = form_in_front(stage, window)

    assert page.extras.related.isHidden()
