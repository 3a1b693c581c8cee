"""A record told as one text: with the names of its fields, in the order of its form, and without what is empty."""

from app.export.story import tellable, told
from app.records.kinds.mentoring_log import MENTORING_LOG
from app.records.kinds.plc_meeting import PLC_MEETING
from app.records.values import Row
from app.records.written import Manner


def test_short_fields_stand_on_lines_and_longer_ones_under_their_names() -> None:
    values = {"held_on": "2026-09-01", "discussion": "等三秒。\n再点名。", "step": "等三秒"}
    text = told(MENTORING_LOG, values, Manner("zh"), {"held_on", "discussion", "due"})
    assert text == "日期：2026-09-01\n\n## 讨论与建议\n等三秒。\n再点名。"


def test_rows_are_a_list() -> None:
    rows: list[Row] = [{"id": "r", "speaker": "王老师", "said": "先看，\n再说。"}]
    assert told(PLC_MEETING, {"speeches": rows}, Manner("zh"), {"speeches"}) == (
        "## 活动过程/发言要点\n1. 发言人：王老师；发言要点：先看， 再说。"
    )


def test_the_title_is_told_as_the_title_alone() -> None:
    fields = tellable(PLC_MEETING, {"topic": "等三秒", "decision": "试试", "purpose": ""})
    assert [field.key for field in fields] == ["decision"]
