"""The summary of a group's term: only what was released is told, nobody is named, and everybody sees the same."""

from app.records.blocks import text_of
from app.records.values import Row, Value
from tests.helpers.world import World

TERM = ("2026-08-01", "2027-01-31")


def test_only_released_texts_and_numbers_of_nobody(world: World) -> None:
    teacher, mentor = world.pair()
    tasks: list[Row] = [{"task": "试三秒", "owner": "赵小燕", "done": True}, {"task": "写反思"}]
    told: dict[str, Value] = {
        "topic": "等三秒", "held_at": "2026-10-20T14:30", "chair": "赵小燕", "tasks": tasks,
        "summary": "大家试了两周。", "may_tell": True,
    }  # fmt: skip
    teacher.create("plc_meeting", told, world.shared())
    teacher.create(
        "plc_meeting", {"topic": "复式班", "held_at": "2026-11-20T14:30", "summary": "还没想好。"}, world.shared()
    )
    teacher.create("plc_meeting", {"topic": "去年的", "held_at": "2025-11-20T14:30"}, world.shared())
    teacher.create("plc_meeting", {"topic": "自己的草稿", "held_at": "2026-11-20T14:30"})
    teacher.visit()
    mentor.visit()
    hers, his = (text_of(one.summary_pages(world.shared(), *TERM, "zh")) for one in (teacher, mentor))
    assert hers == his
    for words in ("大家试了两周。", "复式班", "教研活动记录 | 2", "1/2"):
        assert words in hers
    for words in ("还没想好", "去年的", "自己的草稿", "赵小燕", teacher.me.name):
        assert words not in hers
    assert teacher.unreleased(world.shared(), *TERM) == 1
