"""What a save may not change, whichever way it comes: typed, shared, or taken back."""

import pytest

from app.errors import AccessError
from app.records.edits import SetValue
from tests.helpers.stories import meet
from tests.helpers.world import World


def test_a_keeper_s_field_stays_empty_in_a_draft(world: World) -> None:
    """A draft goes into a space with its whole history: whoever wrote there once would be refused by everybody."""
    teacher, mentor = world.pair()
    draft = teacher.create("charter", {"name": "约定", "purpose": "care"})
    assert "purpose" not in teacher.view(draft).values
    with pytest.raises(AccessError) as raised:
        teacher.edit(draft, [SetValue("purpose", "care")])
    assert raised.value.code == "access.keepers_field"
    teacher.share(draft, world.shared())
    meet(teacher, mentor)

    assert mentor.charter(world.shared()) == draft
    mentor.set_purpose(world.shared(), "pair")
    assert mentor.purpose(world.shared()) == "pair"


def test_what_a_writer_may_write_is_not_held_up_by_what_stands_in_a_keeper_s_field(world: World) -> None:
    teacher, mentor = world.pair()
    mentor.set_purpose(world.shared(), "plc")
    meet(teacher, mentor)
    charter = teacher.begin_charter(world.shared())
    teacher.edit(charter, [SetValue("name", "我们的约定")])
    meet(teacher, mentor)

    assert mentor.view(charter).title == "我们的约定"
