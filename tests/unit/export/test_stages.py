"""The time of each stage stands beneath the running record on paper."""

from app.export.contents import Writing
from app.export.pages import Job, pages_of
from app.export.stages import stages_on_paper
from app.records.blocks import Paragraph
from app.records.kinds.class_observation import CLASS_OBSERVATION
from app.records.paper import Layout, PrintChoice
from app.records.values import Row, Value
from app.records.written import Manner

SEEN: list[Row] = [
    {"id": "a", "time": 0, "stage": "导入", "teacher": "出示图"},
    {"id": "b", "time": 310, "stage": "新授", "teacher": "范读"},
]
VALUES: dict[str, Value] = {"topic": "秋天的雨", "record": SEEN, "lasted": 2400}
RECORD = CLASS_OBSERVATION.field("record")


def test_it_stands_in_both_layouts_in_both_languages() -> None:
    line = Paragraph("导入 05:10　新授 34:50", "时间分配：")

    assert stages_on_paper(RECORD, VALUES, Writing(Manner("zh"))) == (line,)
    for layout in Layout:
        job = Job(CLASS_OBSERVATION, VALUES, PrintChoice("en", layout), Writing(Manner("en")))
        assert "Time of each stage: " in repr(pages_of(job).blocks)


def test_an_open_end_is_left_out_and_other_rows_have_none() -> None:
    """Nobody wrote down when the lesson was over."""
    going_on: dict[str, Value] = {"record": SEEN}

    (line,) = stages_on_paper(RECORD, going_on, Writing(Manner("zh")))
    assert line == Paragraph("导入 05:10", "时间分配：")
    assert stages_on_paper(CLASS_OBSERVATION.field("levels"), VALUES, Writing(Manner("zh"))) == ()
    assert stages_on_paper(RECORD, {}, Writing(Manner("zh"))) == ()
