"""The school's plan over the years: begun from last year's, its versions side by side, the partner's comments."""

from pathlib import Path

from app.records.edits import WriteProse
from app.records.values import Row
from tests.helpers.world import world_in

HEADINGS = ("goal", "structure", "matching", "duties", "requirements", "training", "incentives")


def test_last_years_plan_is_the_draft_of_this_year_and_the_partner_comments(tmp_path: Path) -> None:
    """The seven headings come along; year, day and last year's comments do not. What changed is seen side by side."""
    with world_in(tmp_path) as world:
        partner, leader = world.pair("commenter")
        last = leader.create(
            "school_plan",
            {
                "name": "青山小学育人方案", "year": "2025", "submitted_on": "2025-09-10", "partner_says": "很好",
                **{key: f"去年的{key}" for key in HEADINGS},
            },
        )  # fmt: skip
        draft = leader.copy(last, "zh")
        values = leader.view(draft).values
        world.clock.pass_seconds(86_400)
        leader.edit(draft, [WriteProse("goal", "去年的goal，再加一条：每周一次集体备课。")])
        sittings = leader.timeline(draft)
        changed = leader.changes_since(draft, sittings[-1].after)
        leader.share(draft, world.shared())
        leader.visit()
        partner.visit()
        partner.comment(draft, "goal", 0, 3, "能不能写清每学期几次？")
        partner.visit()
        leader.visit()

        assert [values.get(key) for key in HEADINGS] == [f"去年的{key}" for key in HEADINGS]
        assert not {"year", "submitted_on", "partner_says"} & set(values)
        assert list(changed.differences.paths()) == ["goal"]
        assert [(one.body, one.path) for one in leader.view(draft).comments] == [("能不能写清每学期几次？", "goal")]


def test_goals_and_milestones_stand_on_the_start_page_of_whoever_has_them(tmp_path: Path) -> None:
    """A shared plan is everybody's: the mentor may change it, and sees what is hers to do."""
    with world_in(tmp_path) as world:
        teacher, mentor = world.pair()
        whose = f"@{mentor.me.person}"
        goals: list[Row] = [{"goal": "共上一课", "owner": whose, "due": "2026-12-20"}]
        milestones: list[Row] = [{"name": "开题", "owner": whose, "due": "2026-12-01"}]
        plan = teacher.create("development_plan", {"theme": "一起打磨一个单元", "goals": goals}, world.shared())
        teacher.create("research_project", {"topic": "小班提问", "milestones": milestones}, world.shared())
        teacher.visit()
        mentor.visit()
        steps = [(step.text, step.due) for step in mentor.today().steps]
        mentor.edit(plan, [WriteProse("three_years", "两个班都会提问。")])
        mentor.visit()
        teacher.visit()

        assert steps == [("开题", "2026-12-01"), ("共上一课", "2026-12-20")]
        assert teacher.view(plan).values["three_years"] == "两个班都会提问。"
