"""The verbs of asking stand in the workspace."""

from pathlib import Path

from tests.helpers.world import world_in


def test_whom_one_may_ask(tmp_path: Path) -> None:
    """In a space of two the other one; in a larger one also everybody; alone nobody."""
    with world_in(tmp_path) as world:
        alone = world.person("孙立")
        nobody = alone.addressees()
        teacher, mentor = world.pair()
        pair = teacher.addressees()
        world.bring(mentor, alone)
        mentor.visit()

        assert nobody == []
        assert [one.names for one in pair] == [("王敏",)]
        assert [one.names for one in mentor.addressees()] == [(), ("李秀兰",), ("孙立",)]
