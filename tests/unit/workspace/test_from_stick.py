"""Beginning from a stick with no network: a code, and she is in; and everything that can be wrong with it."""

from pathlib import Path

import pytest

from app.errors import AccessError, Known
from app.workspace import from_stick
from app.workspace.kits import Guest, PreparedTicket
from app.workspace.workspace import Workspace
from tests.helpers.kits import cheap_codes
from tests.helpers.sticks import LetterWorld, letter_world
from tests.helpers.stories import plan_of, settle

__all__ = ["cheap_codes", "letter_world"]


@pytest.fixture
def mentor(world: LetterWorld) -> Workspace:
    """A mentor whose space has a member and a plan, with everything synced."""
    teacher, mentor = world.pair()
    plan_of(mentor, world)
    settle(mentor, teacher)
    return mentor


def prepared(mentor: Workspace, world: LetterWorld, stick: Path, *names: str) -> list[PreparedTicket]:
    return mentor.prepare_tickets(stick, [Guest(name, (world.space,)) for name in names], 30)


def test_a_newcomer_without_a_network_joins_writes_and_is_seen(
    world: LetterWorld, mentor: Workspace, stick: Path
) -> None:
    (ticket,) = prepared(mentor, world, stick, "赵刚")
    world.weather.down = True
    newcomer = world.person("赵刚")
    opened = newcomer.open_ticket_file(stick, ticket.code)
    assert (opened.name, opened.ended, [info.space_name for info in opened.spaces]) == ("赵刚", False, ["秀兰和王敏"])
    joined = newcomer.join_from_stick(stick, opened)
    assert (joined.spaces, joined.refused, joined.trouble) == ((world.space,), (), ())
    assert [space.name for space in newcomer.spaces()][1] == "秀兰和王敏"
    newcomer.create("lesson_plan", {"topic": "我的第一课"}, world.space)
    newcomer.exchange_with_stick(stick)
    mentor.exchange_with_stick(stick)
    assert next((row.title, row.author) for row in mentor.list_records()) == ("我的第一课", "赵刚")


def test_the_number_may_stand_before_the_code(world: LetterWorld, mentor: Workspace, stick: Path) -> None:
    first, second = prepared(mentor, world, stick, "赵刚", "孙梅")
    newcomer = world.person("孙梅")
    for typed in (second.code, f"2 {second.code.lower()}"):
        assert newcomer.open_ticket_file(stick, typed).name == "孙梅"
    assert newcomer.open_ticket_file(stick, first.code, 1).name == "赵刚"
    for wrong, number in ((f"1-{second.code}", None), (second.code, 1), (second.code[:-1], None), (first.code, 3)):
        with pytest.raises(AccessError) as raised:
            newcomer.open_ticket_file(stick, wrong, number)
        assert raised.value.code == "kit.wrong_code"


def test_what_is_no_kit_is_said_to_be_none(world: LetterWorld, mentor: Workspace, stick: Path) -> None:
    assert mentor.find_kit(stick) is None
    assert from_stick.find_kit(stick / "gone") is None
    with pytest.raises(Known) as raised:
        mentor.open_ticket_file(stick, "ABCDEFGH")
    assert raised.value.code == "stick.none"
    mentor.exchange_with_stick(stick)
    with pytest.raises(Known) as raised:
        mentor.open_ticket_file(stick, "ABCDEFGH")
    assert raised.value.code == "kit.none"


def test_damaged_and_foreign_files_end_in_a_sentence(world: LetterWorld, mentor: Workspace, stick: Path) -> None:
    (ticket,) = prepared(mentor, world, stick, "赵刚")
    file = stick / "TONGXING" / ticket.file
    data = file.read_bytes()
    for bad in (b"", b"hello", data[:-1], data[:40] + b"\0" + data[41:], data + b"\0"):
        file.write_bytes(bad)
        kit = mentor.find_kit(stick)
        assert kit is not None
        assert [(one.whole, one.name) for one in kit.tickets] == [(False, "")]
        with pytest.raises(AccessError) as raised:
            mentor.open_ticket_file(stick, ticket.code)
        assert raised.value.code == "kit.damaged"


def test_a_ticket_whose_end_has_passed_is_refused_here(world: LetterWorld, mentor: Workspace, stick: Path) -> None:
    """By this laptop's clock, before a word is written that no relay would take."""
    (ticket,) = prepared(mentor, world, stick, "赵刚")
    newcomer = world.person("赵刚")
    world.clock.pass_seconds(31 * 86_400)
    opened = newcomer.open_ticket_file(stick, ticket.code)
    assert opened.ended
    with pytest.raises(AccessError) as raised:
        newcomer.join_from_stick(stick, opened)
    assert (raised.value.code, len(newcomer.spaces())) == ("ticket.expired", 1)


def test_a_stick_that_has_lost_the_log_lets_nobody_in(world: LetterWorld, mentor: Workspace, stick: Path) -> None:
    (ticket,) = prepared(mentor, world, stick, "赵刚")
    newcomer = world.person("赵刚")
    opened = newcomer.open_ticket_file(stick, ticket.code)
    for file in (stick / "TONGXING" / world.space.hex()).iterdir():
        file.unlink()
    with pytest.raises(AccessError) as raised:
        newcomer.join_from_stick(stick, opened)
    assert (raised.value.code, len(newcomer.spaces())) == ("kit.no_log", 1)
