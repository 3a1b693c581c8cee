"""What is left sealed in a space, and what is remembered."""

import msgspec

from app.ids import PersonId
from app.workspace.notes import NOTE, SHARE, keep, kept, places_of, sealed_in, write_note
from tests.helpers.world import World, desk_of


class Remembered(msgspec.Struct):
    """Anything."""

    number: int = 0


def test_a_note_comes_back_as_it_was_written(world: World) -> None:
    teacher, _ = world.pair()
    desk, data = desk_of(teacher), bytes(range(256)) * 8
    write_note(desk, world.shared(), SHARE, PersonId(b"personid"), data)
    (listed,) = desk.store.queries.where(NOTE, person=b"personid".hex())

    assert (sealed_in(listed), listed.values["sort"]) == (data, SHARE)


def test_what_is_no_base64_is_nothing(world: World) -> None:
    teacher, _ = world.pair()
    teacher.create(NOTE, {"sort": SHARE, "person": "x", "sealed": "秋天!"}, world.shared())
    (listed,) = desk_of(teacher).store.queries.where(NOTE, person="x")

    assert sealed_in(listed) == b""


def test_what_was_kept_is_there_and_else_it_is_new(world: World) -> None:
    desk = desk_of(world.person("李秀兰"))
    fresh = kept(desk, "a name", Remembered)
    keep(desk, "a name", Remembered(7))

    assert (fresh.number, kept(desk, "a name", Remembered).number) == (0, 7)


def test_the_private_space_is_on_no_relay_and_has_no_place(world: World) -> None:
    teacher, _ = world.pair()

    assert [place.space for place in places_of(desk_of(teacher))] == [world.shared()]
    assert places_of(desk_of(world.person("赵老师"))) == ()
