"""Preparing a stick: tickets that the relay knows, for people who are named, and what becomes of them."""

from pathlib import Path

import pytest

from app.errors import AccessError, Known, LinkError
from app.sync.engine import directly, never, no_progress
from app.workspace import kits
from app.workspace.kits import Guest, StickSizes
from tests.helpers.kits import cheap_codes, copied
from tests.helpers.sticks import LetterWorld, Pulled, contents, letter_world
from tests.helpers.stories import settle
from tests.helpers.world import desk_of

__all__ = ["cheap_codes", "letter_world"]


def test_a_stick_is_prepared_and_each_ticket_has_its_code(world: LetterWorld, stick: Path) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    second = mentor.found_space("语文组", world.card).space
    mentor.visit()
    guests = [Guest("赵刚", (world.space, second)), Guest("孙梅", (world.space,), "reader")]

    made = mentor.prepare_tickets(stick, guests, 30)

    assert [(one.name, one.file, one.spaces, one.state) for one in made] == [
        ("赵刚", "tickets/1.txk", ("秀兰和王敏", "语文组"), "open"),
        ("孙梅", "tickets/2.txk", ("秀兰和王敏",), "open"),
    ]
    assert len({one.code for one in made}) == 2
    assert [one.name for one in mentor.prepared_tickets()] == ["孙梅", "赵刚"]
    kit = mentor.find_kit(stick)
    assert kit is not None
    assert ([one.name for one in kit.tickets], kit.spaces) == (["赵刚", "孙梅"], 2)
    everything = b"".join(contents(stick).values())
    assert "秀兰和王敏".encode() not in everything
    assert "语文组".encode("gb18030") not in everything


def test_names_stay_off_the_stick_where_the_keeper_wants_it(world: LetterWorld, stick: Path) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    made = mentor.prepare_tickets(stick, [Guest("赵刚", (world.space,))], 30, show_names=False)
    kit = mentor.find_kit(stick)
    assert kit is not None
    assert [one.name for one in kit.tickets] == [""]
    assert "赵刚".encode() not in b"".join(contents(stick).values())
    assert mentor.open_ticket_file(stick, made[0].code).name == "赵刚"


def test_without_a_network_the_tickets_wait_with_their_codes(world: LetterWorld, stick: Path) -> None:
    """A ticket that the relay does not know would let nobody in; what was made is gone on with."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    world.weather.down = True
    with pytest.raises(AccessError) as raised:
        mentor.prepare_tickets(stick, [Guest("赵刚", (world.space,))], 30)
    assert raised.value.code == "kit.not_heard"
    (waiting,) = mentor.prepared_tickets()
    assert (waiting.file, mentor.find_kit(stick)) == ("", None)
    world.weather.down = False
    (made,) = mentor.prepare_tickets(stick, [Guest("赵刚", (world.space,))], 30)
    assert (made.code, made.ticket, made.file) == (waiting.code, waiting.ticket, "tickets/1.txk")


def test_who_keeps_a_space_not_prepares_nothing(world: LetterWorld, stick: Path) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    own = teacher.found_space("自己的圈", world.card).space
    teacher.visit()
    with pytest.raises(AccessError) as raised:
        teacher.prepare_tickets(stick, [Guest("赵刚", (own, world.space))], 30)
    assert raised.value.code == "access.no_right"
    assert teacher.prepared_tickets() == []
    assert teacher.open_tickets(own) == []


def test_a_ticket_is_withdrawn_and_ends(world: LetterWorld, stick: Path) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    first, second = mentor.prepare_tickets(stick, [Guest(name, (world.space,)) for name in ("赵刚", "孙梅")], 30)
    mentor.withdraw_prepared(first.ticket)
    assert [one.state for one in mentor.prepared_tickets()] == ["open", "withdrawn"]
    mentor.visit()
    world.clock.pass_seconds(31 * 86_400)
    assert [one.state for one in mentor.prepared_tickets()] == ["ended", "withdrawn"]
    newcomer = world.person("赵刚")
    with pytest.raises(AccessError) as raised:
        newcomer.join(newcomer.open_ticket_file(stick, first.code).texts[0])
    assert raised.value.code == "ticket.withdrawn"
    assert second.code


def test_sizes_are_told_before_anything_is_written(world: LetterWorld, stick: Path) -> None:
    teacher, mentor = world.pair()
    mentor.create("lesson_plan", {"topic": "认识秋天"}, world.space)
    settle(teacher, mentor)
    installer = world.folder / "setup.exe"
    installer.write_bytes(bytes(5_000))
    sizes = mentor.stick_sizes(stick, [world.space, world.space], [installer])
    assert (sizes.spaces > 10, sizes.installers, sizes.fits) == (True, 5_000, True)
    assert not StickSizes(1, 1, 1_000_000).fits
    assert list(stick.iterdir()) == []


def test_one_verb_prepares_the_whole_stick(world: LetterWorld, stick: Path) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    (made,) = mentor.prepare_stick(stick, [Guest("赵刚", (world.space,))])
    assert mentor.open_ticket_file(stick, made.code).name == "赵刚"
    with pytest.raises(Known) as raised:
        mentor.prepare_stick(stick, [Guest("孙梅", (world.space,))], files=[world.folder / "setup.exe"])
    assert raised.value.code == "kit.not_vouched"
    assert [one.name for one in mentor.prepared_tickets()] == ["孙梅", "赵刚"]


def test_pulled_out_at_any_byte_what_was_laid_before_still_lets_in(
    world: LetterWorld, stick: Path, tmp_path: Path
) -> None:
    """And put in again, the same people are gone on with."""
    teacher, mentor = world.pair()
    mentor.create("lesson_plan", {"topic": "认识秋天"}, world.space)
    settle(teacher, mentor)
    (first,) = mentor.prepare_tickets(stick, [Guest("赵刚", (world.space,))], 30)
    guest = [Guest("孙梅", (world.space,))]
    kits._make(desk_of(mentor), guest, 30)
    mentor.visit()

    def prepare(on: Path, files: Pulled) -> list[kits.PreparedTicket]:
        return kits.prepare_tickets(
            desk_of(mentor), on, guest, 30, mentor.visit, directly, no_progress, never, files=files
        )

    for steps in range(0, 12_000, 193):
        pulled = copied(stick, tmp_path / f"pulled {steps}")
        try:
            prepare(pulled, Pulled(steps))
        except LinkError:
            assert mentor.prepared_tickets()[0].file == ""
        else:
            break
        assert mentor.open_ticket_file(pulled, first.code).name == "赵刚"
        newcomer = world.person(f"新来的{steps}")
        assert newcomer.join_from_stick(pulled, newcomer.open_ticket_file(pulled, first.code)).spaces == (world.space,)
        assert [row.title for row in newcomer.list_records()] == ["认识秋天"]
    assert steps > 600
    assert mentor.prepared_tickets()[0].file == "tickets/2.txk"
