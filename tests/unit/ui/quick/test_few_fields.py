"""A few fields of a record: begun with the first word, saved as a form is."""

from app.ids import RecordId
from app.records.kinds.talk import TALK
from app.ui.quick.few_fields import FewFields, OneChip
from app.workspace.workspace import Workspace
from tests.helpers.windows import Stage, commit


def test_a_record_is_begun_once_with_all_that_was_written_before_it_was_there(stage: Stage) -> None:
    """Two edits before the file has answered are two edits of one record; another record takes their place."""
    begun: list[RecordId] = []

    def begin(workspace: Workspace) -> RecordId:
        begun.append(workspace.jot("talk", {"name": "王小明"}))
        return begun[-1]

    fields = stage.show(FewFields(stage.desk(), TALK, ("reason", "own_words"), begin))
    reason = fields.inputs["reason"]
    assert isinstance(reason, OneChip)
    reason.chips["ex"].click()
    reason.chips["ch"].click()
    commit(fields.inputs["own_words"].first_control or fields, "他说没事")
    saved = fields.save_now()
    (record,) = begun
    values = stage.teacher.view(record).values
    chosen = [code for code, chip in reason.chips.items() if chip.isChecked()]
    fields.show_values(None, {})

    assert saved
    assert not fields.unsaved
    assert (values["reason"], values["own_words"]) == ("ch", "他说没事")
    assert chosen == ["ch"]
    assert not any(chip.isChecked() for chip in reason.chips.values())
