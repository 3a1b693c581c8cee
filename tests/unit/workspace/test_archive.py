"""The growth archive gathers itself: what a person did stands there without being typed twice, and only for her."""

from app.ids import PersonId
from app.records.archive import CHAPTERS
from app.records.people import person_value
from app.workspace.archive import ArchiveView, Part
from app.workspace.workspace import Workspace
from tests.helpers.world import World, desk_of


def value_of(workspace: Workspace) -> str:
    return person_value(PersonId(bytes.fromhex(workspace.me.person)))


def part(view: ArchiveView, chapter: str, label: str) -> Part | None:
    parts = [one for found in view.chapters if found.chapter.key == chapter for one in found.parts]
    return next((one for one in parts if one.label.zh == label), None)


def titles(found: Part | None) -> list[str]:
    return [entry.title for entry in found.entries] if found is not None else []


def test_what_names_her_is_hers_whoever_wrote_it(world: World) -> None:
    teacher, mentor = world.pair()
    log = {"step": "等三秒", "held_on": "2026-10-12", "mentor": value_of(mentor), "mentee": value_of(teacher)}
    mentor.create("mentoring_log", log, world.shared())
    mentor.visit()
    teacher.visit()
    hers, his = (person.archive(None, "zh") for person in (teacher, mentor))
    assert titles(part(hers, "mentoring", "被指导")) == ["等三秒"]
    assert part(hers, "mentoring", "指导他人") is None
    assert titles(part(his, "mentoring", "指导他人")) == ["等三秒"]


def test_chapters_stand_in_their_order_and_the_newest_comes_first(world: World) -> None:
    teacher = world.person("李秀兰")
    for title, day in (("甲", "2026-09-02"), ("乙", "2026-10-02")):
        teacher.create("story", {"title": title, "told_on": day})
    teacher.create("plc_meeting", {"topic": "单元备课", "held_at": "2026-10-20T14:30"})
    view = teacher.archive(None, "zh")
    keys = [chapter.chapter.key for chapter in view.chapters]
    assert keys == [chapter.key for chapter in CHAPTERS if chapter.key in keys]
    assert titles(part(view, "stories", "故事与经验")) == ["乙", "甲"]
    assert titles(part(view, "plc", "教研活动记录")) == ["单元备课"]


def test_a_year_shows_what_belongs_to_it(world: World) -> None:
    teacher = world.person("李秀兰")
    teacher.create("story", {"title": "去年", "told_on": "2025-09-02"})
    teacher.create("story", {"title": "今年", "told_on": "2026-09-02"})
    view = teacher.archive(2025, "zh")
    assert titles(part(view, "stories", "故事与经验")) == ["去年"]
    assert {2025, 2026} <= set(view.years)
    assert titles(part(teacher.archive(2025, "zh", 1), "stories", "故事与经验")) == ["去年"]
    assert part(teacher.archive(2025, "zh", 2), "stories", "故事与经验") is None


def test_the_best_plans_are_those_that_she_stars(world: World) -> None:
    teacher = world.person("李秀兰")
    one, other = (teacher.create("lesson_plan", {"topic": topic, "taught_on": "2026-09-02"}) for topic in ("甲", "乙"))
    view = teacher.archive(None, "zh")
    (chapter,) = (found for found in view.chapters if found.chapter.starred)
    assert (chapter.parts, {entry.title for entry in chapter.choosable}) == ((), {"甲", "乙"})
    teacher.star(one)
    teacher.star(one)
    assert titles(part(teacher.archive(None, "zh"), "plans", "教案")) == ["甲"]
    teacher.star(one, False)
    teacher.star(other)
    assert titles(part(teacher.archive(None, "zh"), "plans", "教案")) == ["乙"]


def test_feedback_and_her_own_words_lie_in_her_private_space(world: World) -> None:
    teacher, mentor = world.pair()
    teacher.give_feedback("2026-11-20", value_of(mentor), "课堂更安静了", "继续等三秒")
    teacher.say_of_myself("学会了等待。")
    view = teacher.archive(2026, "zh")
    (feedback,) = view.feedback
    assert (feedback.by, feedback.said, feedback.answer) == (mentor.me.name, "课堂更安静了", "继续等三秒")
    assert view.words == "学会了等待。"
    desk = desk_of(teacher)
    (own,) = desk.store.queries.list_records("growth_archive")
    assert own.space == desk.private_space
