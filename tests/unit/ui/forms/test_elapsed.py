"""A time on a stop-watch, typed in any usual way and put right when the field is left."""

from app.records.edits import SetValue
from app.records.fields import Elapsed
from app.records.label import Label
from app.ui.forms.elapsed import ElapsedInput
from tests.helpers.inputs import Tried
from tests.helpers.windows import Stage, commit


def test_a_time_is_typed_and_shown_as_a_watch_does(stage: Stage) -> None:
    tried = Tried(stage, Elapsed("t", "t", Label("时间", "Time")))
    box = tried.input
    assert isinstance(box, ElapsedInput)
    commit(box.box, "5分10秒")
    box.box.left.emit()
    shown = box.box.text()
    box.box.selectAll()
    box.box.del_()
    commit(box.box, "很久")
    box.box.left.emit()

    assert shown == "05:10"
    assert tried.edits == [SetValue("t", 310), SetValue("t", None)]
    assert [error.code for error in tried.refusals if error is not None] == ["record.bad_value"]
