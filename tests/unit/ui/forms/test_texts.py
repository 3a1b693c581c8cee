"""Text, numbers, yes and no."""

from app.records.edits import SetValue, WriteProse
from app.records.fields import LIMIT, Line, Number, Prose, YesNo
from app.records.label import Label
from app.ui.autosave import Draft
from app.ui.forms.texts import LineInput, NumberInput, ProseInput, YesNoInput
from tests.helpers.inputs import Tried
from tests.helpers.windows import Stage, commit, type_keys

LABEL = Label("栏", "Field")


def test_a_line(stage: Stage) -> None:
    """Emptied, it is cleared."""
    tried = Tried(stage, Line("t", "t", LABEL))
    assert isinstance(tried.input, LineInput)
    commit(tried.input.box, "骨")
    tried.input.box.selectAll()
    tried.input.box.del_()

    assert tried.edits == [SetValue("t", "骨"), SetValue("t", None)]


def test_a_prose_remembers_what_the_file_has(stage: Stage) -> None:
    """Each edit says from which text it was made."""
    tried = Tried(stage, Prose("t", "t", LABEL))
    assert isinstance(tried.input, ProseInput)
    tried.input.show_value("雨")
    tried.input.box.moveCursor(tried.input.box.textCursor().MoveOperation.End)
    commit(tried.input.box, "停")
    tried.input.was_saved(tried.drafts[0])
    commit(tried.input.box, "了")

    assert tried.drafts == [Draft(WriteProse("t", "雨停"), "雨"), Draft(WriteProse("t", "雨停了"), "雨停")]


def test_a_number_takes_digits_alone(stage: Stage) -> None:
    """Anything else is not typed at all."""
    tried = Tried(stage, Number("n", "n", LABEL, unit=Label("分钟", "minutes")))
    assert isinstance(tried.input, NumberInput)
    type_keys(tried.input.box, "1x2")
    type_keys(tried.input.box, "\b\b")

    assert tried.edits[:2] == [SetValue("n", 1), SetValue("n", 12)]
    assert tried.input.number in (12, None)
    assert len(str(LIMIT[Number])) >= 7


def test_a_tick(stage: Stage) -> None:
    """There and back."""
    tried = Tried(stage, YesNo("y", "y", LABEL))
    assert isinstance(tried.input, YesNoInput)
    tried.input.box.click()
    tried.input.box.click()

    assert tried.edits == [SetValue("y", True), SetValue("y", False)]
