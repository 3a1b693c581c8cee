"""What two schools promised and did, counted for the pair and set beside its own past alone."""

from datetime import date, timedelta

from app.records.values import Row, Value
from app.workspace.partnerships import IssueView, PromiseView
from app.workspace.workspace import Workspace
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of


def agreement_of(teacher: Workspace, world: World) -> str:
    promises: list[Row] = [{"activity": "j", "times": 4}, {"activity": "s", "times": 1}]
    follow_ups: list[Row] = [
        {"item": "路不好走", "sort": "q", "owner": "周老师", "due": "2026-12-01"},
        {"item": "解决了的", "sort": "i", "done": True},
    ]
    values: dict[str, Value] = {
        "name": "城乡结对",
        "giver": "城关一小",
        "taker": "向阳小学",
        "promises": promises,
        "meetings": 1,
        "follow_ups": follow_ups,
    }
    return teacher.create("partnership_agreement", values, world.shared())


def day(desk_today: str, back: int) -> str:
    return (date.fromisoformat(desk_today) - timedelta(days=back)).isoformat()


def test_promised_and_done_stand_side_by_side_in_order_over_the_years(world: World) -> None:
    teacher, mentor = world.pair()
    agreement = agreement_of(teacher, world)
    today = desk_of(teacher).situation().today
    for back, topic in ((0, "今天"), (400, "去年"), (800, "前年")):
        values: dict[str, Value] = {"topic": topic, "type": "j", "held_on": day(today, back), "agreement": agreement}
        teacher.create("activity", {**values, "mode": "u", "place": "县城"}, world.shared())
    teacher.create("teaching_visit", {"topic": "送教", "sort": "s", "begins": today}, world.shared())
    teacher.create("activity", {"topic": "只有我看到的草稿", "type": "j", "held_on": today})
    teacher.create("partnership_year", {"name": "年度计划", "agreement": agreement}, world.shared())
    settle(teacher, mentor)
    (view,) = mentor.partnerships()

    assert (view.name, view.giver, view.taker, view.private) == ("城乡结对", "城关一小", "向阳小学", False)
    assert [promise.sort for promise in view.promises] == ["j", "s", "m"]
    joint, visits, meetings = view.promises
    assert (joint.promised, joint.done, sum(joint.before)) == (4, 1, 1)
    assert (visits, meetings) == (PromiseView("s", 1, 1, (0, 0, 0)), PromiseView("m", 1, 0, (0, 0, 0)))
    happened = [one for year in view.years for one in year.happenings]
    assert {one.title for one in happened[:2]} == {"今天", "送教"}
    assert [one.title for one in happened[2:]] == ["去年", "前年"]
    assert (happened[2].mode, happened[2].place) == ("u", "县城")
    assert [title for _, title in view.plans] == ["年度计划"]
    assert view.issues == (IssueView("路不好走", "q", "周老师", "2026-12-01"),)


def test_joint_research_counts_where_it_was_written_down(world: World) -> None:
    """A meeting of both schools in their joint circle stands on the time line; one of the group's own does not."""
    teacher, mentor = world.pair()
    mentor.set_purpose(world.shared(), "partnership")
    agreement_of(mentor, world)
    today = desk_of(mentor).situation().today
    for topic, sort in (("两校一起", "u"), ("自己组里读书", "r")):
        mentor.create("plc_meeting", {"topic": topic, "type": sort, "held_at": f"{today}T14:30"}, world.shared())
    settle(mentor, teacher)
    (view,) = teacher.partnerships()

    assert [one.title for year in view.years for one in year.happenings] == ["两校一起"]
    assert view.promises[0] == PromiseView("j", 4, 1, (0, 0, 0))
    assert view.circles == ("秀兰和王敏",)


def test_next_years_plan_is_a_copy_of_the_last_without_its_ticks(world: World) -> None:
    teacher = world.person("李秀兰")
    plan: list[Row] = [{"month": "9", "activity": "联合教研", "due": "2026-09-20", "done": True}]
    last = teacher.create("partnership_year", {"name": "年度计划", "year": "2026—2027", "plan": plan})
    values = teacher.view(teacher.copy(last, "zh")).values
    rows = values["plan"]

    assert isinstance(rows, list)
    assert [{key: cell for key, cell in row.items() if key != "id"} for row in rows if isinstance(row, dict)] == [
        {"month": "9", "activity": "联合教研"}
    ]
    assert "year" not in values


def test_an_alliance_sees_what_was_shared_with_it_and_nothing_else(world: World) -> None:
    teacher, mentor = world.pair()
    mentor.set_purpose(world.shared(), "alliance")
    settle(teacher, mentor)
    shared, kept = (teacher.create("lesson_plan", {"topic": topic}) for topic in ("分享的", "自己留着的"))
    teacher.share(shared, world.shared())
    settle(teacher, mentor)
    (mine,), (hers,) = mentor.alliances(), teacher.alliances()

    assert [title for _, title in hers.ours] == ["分享的"]
    assert (mine.people, mine.ours, mine.others) == (2, (), 1)
    assert [row.title for row in mentor.list_records("lesson_plan")] == ["分享的"]
    assert teacher.view(kept).space.private
