"""What stands beneath a field: trouble, rival values, remarks."""

from PySide6.QtWidgets import QPushButton

from app.errors import RecordError
from app.ids import RecordId
from app.records.edits import SetValue
from app.records.kinds import ALL
from app.records.rules import Notice
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.frame import FieldFrame
from app.workspace.views import RivalView
from tests.helpers.windows import Stage, parts


def frame(stage: Stage, key: str) -> FieldFrame:
    """One field of a plan."""
    around = Around(stage.desk(), RecordId("x"), ALL[0], today=lambda: "2026-11-21")
    return stage.show(FieldFrame(ALL[0].field(key), around))


def test_rival_values_stand_until_one_is_picked(stage: Stage) -> None:
    """With the names of those who set them; codes are shown as words."""
    made = frame(stage, "subject")
    drafts: list[Draft] = []
    made.edited.connect(drafts.append)
    made.show_rivals({"subject": [RivalView("sc", "王敏", 1_795_000_000), RivalView("ma", "李秀兰", 1_795_000_060)]})
    picks: list[QPushButton] = [one for one in parts(made, QPushButton) if one.text() == "用这个"]
    named = [pick.accessibleName() for pick in picks]
    picks[1].click()

    assert named == ["用“科学”", "用“数学”"]
    assert [draft.edit for draft in drafts] == [SetValue("subject", "ma")]


def test_trouble_is_said_here_and_goes_when_it_is_over(stage: Stage) -> None:
    """In three parts."""
    made = frame(stage, "topic")
    made.refuse(RecordError("record.text_too_long", "", length=600, limit=500))
    said = made.notice.text
    made.refuse(None)

    assert "600" in said
    assert "500" in said
    assert made.notice.text == ""


def test_remarks_of_rules(stage: Stage) -> None:
    """A missing field is said by its label already."""
    made = frame(stage, "reflection")
    made.show_remarks([Notice("notice.required", "reflection", {"field": "reflection"})])
    silent = made.remark
    made.show_remarks([Notice("notice.not_yet_open", "reflection", {"field": "reflection", "date": "2026-12-01"})])

    assert silent == ""
    assert "教学反思" in made.remark
