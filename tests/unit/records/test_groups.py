"""The groups of kinds."""

from app.records.groups import GROUPS
from app.records.kinds import ALL
from app.records.registry import Registry


def test_every_list_stands_in_one_group_and_the_kinds_are_in_the_order_of_the_groups() -> None:
    """So the rail, the choosers and the list of kinds in the code tell the same order."""
    kinds = Registry(ALL)

    assert [kind for group in GROUPS for kind in kinds.in_group(group)] == [kind for kind in ALL if kind.alone]
