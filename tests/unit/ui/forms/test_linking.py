"""Links to records, and signatures."""

from app.records.edits import SetValue
from app.records.fields import Link, Signature
from app.records.label import Label
from app.ui.forms.linking import LinkInput, RecordPicker, SignatureInput
from tests.helpers.inputs import Tried
from tests.helpers.windows import Stage

LABEL = Label("栏", "Field")


def test_a_link_shows_the_title_and_leads_there(stage: Stage) -> None:
    """One that has not arrived yet says so."""
    plan = stage.plan()
    tried = Tried(stage, Link("l", "l", LABEL))
    assert isinstance(tried.input, LinkInput)
    tried.input.show_value(plan)
    stage.settle(lambda: _title(tried) == "秋天的雨")
    tried.input.open.click()
    tried.input.clear.click()
    tried.input.show_value("AAAAAAAAAAAA")
    stage.settle(lambda: _title(tried) == stage.texts.say("form.link_not_here"))

    assert stage.shell.calls == [("open_record", plan)]
    assert tried.edits == [SetValue("l", None)]


def test_the_picker_finds_by_a_word_and_offers_only_its_kinds(stage: Stage) -> None:
    """The newest first."""
    rain = stage.plan()
    stage.teacher.create("plc_meeting", {"topic": "秋天的活动"})
    picker = stage.show(RecordPicker(stage.desk(), ("lesson_plan",)))
    stage.settle(lambda: picker.found.count() == 1)
    by_kind = picker.chosen()
    picker.search.setText("没有这个")
    picker.search.typed.emit()
    stage.settle(lambda: picker.found.count() == 0)

    assert by_kind == rain
    assert picker.chosen() is None


def test_a_signature_is_a_name_and_a_time_in_one(stage: Stage) -> None:
    """And can be taken back."""
    tried = Tried(stage, Signature("s", "s", LABEL))
    assert isinstance(tried.input, SignatureInput)
    tried.input.sign.click()
    signed = tried.input.signed.text()
    tried.input.clear.click()

    first, second = tried.edits
    assert isinstance(first, SetValue)
    assert str(first.value).endswith(" 李秀兰")
    assert signed.startswith("李秀兰 · ")
    assert second == SetValue("s", None)


def _title(tried: Tried) -> str:
    assert isinstance(tried.input, LinkInput)
    return tried.input.title.text()
