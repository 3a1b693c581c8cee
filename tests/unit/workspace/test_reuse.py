"""Use and copies of what was made for others."""

from pathlib import Path

from app.records.edits import SetValue
from app.records.kinds import ALL
from app.records.values import Row
from app.workspace.reuse import Reuse, reuse_of
from tests.helpers.world import world_in


def test_a_copy_keeps_its_origin_and_its_author_and_counts_once(tmp_path: Path) -> None:
    """The first author stays named through a copy of a copy; a lesson in which it is used counts too."""
    with world_in(tmp_path) as world:
        teacher, mentor = world.pair()
        resource = teacher.create("resource", {"name": "发言牌", "tags": ["l"]}, world.shared())
        teacher.visit()
        mentor.visit()
        copy = mentor.copy(resource, "zh")
        again = mentor.copy(copy, "zh")
        log = mentor.create("mentoring_log", {"step": "等三秒"})
        steps: list[Row] = [{"name": "讨论", "resource": resource}]
        mentor.create("lesson_plan", {"topic": "讨论课", "steps": steps})
        mentor.edit(copy, [SetValue("name", "发言牌（三年级）")])
        first, second = mentor.view(copy).values, mentor.view(again).values
        author = f"@{teacher.me.person}"

        assert (first["origin"], first["made_by"], first["tags"]) == (resource, author, ["l"])
        assert (second["origin"], second["made_by"]) == (copy, author)
        assert mentor.related_view(resource).reuse == Reuse(uses=1, copies=1)
        assert mentor.related_view(copy).reuse == Reuse(uses=0, copies=1)
        assert mentor.related_view(log).reuse is None


def test_kinds_whose_copies_say_nothing_are_not_counted() -> None:
    """A talk is nobody's resource."""
    counted = {kind.key for kind in ALL if reuse_of(kind, []) is not None}

    assert "resource" in counted
    assert "mentoring_log" not in counted
    assert reuse_of(None, []) is None
