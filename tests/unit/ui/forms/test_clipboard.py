"""Between the clipboard and the rows: names of members, lines for a cell of one line, both forms going out."""

from PySide6.QtCore import QMimeData

from app.ids import RecordId
from app.records.fields import columns_of
from app.records.kinds.plc_meeting import PLC_MEETING
from app.ui.forms.around import Around
from app.ui.forms.clipboard import copied_out, taken_in
from app.workspace.views import MemberView
from tests.helpers.inputs import WANG
from tests.helpers.windows import Stage

TASKS = columns_of(PLC_MEETING.field("tasks"))


def around(stage: Stage) -> Around:
    """A meeting's, with one member."""
    members = (MemberView("ab" * 8, "王敏", "keeper", False),)
    return Around(stage.desk(), RecordId("x"), PLC_MEETING, members=members, today=lambda: "2026-11-22")


def laid(text: str) -> QMimeData:
    """A clipboard with a text."""
    source = QMimeData()
    source.setText(text)
    return source


def test_a_member_comes_and_goes_by_name(stage: Stage) -> None:
    """And is kept by id."""
    made = around(stage)
    pasted = taken_in(made, TASKS, laid("交稿\t王敏\t11月30日"), None)
    assert pasted is not None
    source = copied_out(made, TASKS, pasted.rows)

    assert pasted.rows == [{"task": "交稿", "owner": WANG, "due": "2026-11-30"}]
    assert source.text().splitlines() == ["任务\t负责人\t期限\t完成", "交稿\t王敏\t2026-11-30\t"]
    assert "<td>王敏</td>" in source.html()


def test_lines_are_rows_only_for_a_cell_of_one_line(stage: Stage) -> None:
    """In prose they are lines."""
    made, prose = around(stage), columns_of(PLC_MEETING.field("findings"))
    pasted = taken_in(made, TASKS, laid("一\n二"), TASKS[0])

    assert pasted is not None
    assert pasted.rows == [{"task": "一"}, {"task": "二"}]
    assert taken_in(made, prose, laid("一\n二"), prose[0]) is None
    assert taken_in(made, TASKS, laid("一"), TASKS[0]) is None
