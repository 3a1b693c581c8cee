"""Visits as a person hears of them: what waits, how long it will take, what went wrong last."""

import pytest

from app.store.spaces import RelayRow
from app.sync.budget import Pace, pace_name
from app.sync.links.http import HttpLink
from app.workspace import syncing
from app.workspace.syncing import open_http
from app.workspace.views import SyncLine
from tests.helpers.world import PIN, World, desk_of


def test_with_nothing_shared_nothing_waits(world: World) -> None:
    """A draft is not waiting: it is meant to stay."""
    teacher = world.person("李秀兰")
    teacher.create("lesson_plan", {"topic": "秋天"})

    assert teacher.sync_line() == SyncLine(0, 0, 0, None, 0)
    report = teacher.visit()
    assert (report.requests, report.trouble) == (0, ())
    assert teacher.sync_line().last_visit is None


def test_the_line_says_how_much_waits_and_how_long_it_will_take(world: World) -> None:
    """By the link that a village has, until one has been measured; nothing is promised for nothing."""
    teacher, _ = world.pair()
    text = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(20_000))
    teacher.create("lesson_plan", {"topic": "秋天", "notes": text}, world.shared())
    line = teacher.sync_line()

    assert (line.waiting_records, line.relays) == (1, 1)
    assert 20_000 < line.waiting_bytes < 60_000
    assert line.seconds == round(Pace().seconds(line.waiting_bytes - line.coming_bytes, line.coming_bytes))
    report = teacher.visit()
    assert line.waiting_bytes == pytest.approx(report.bytes_up + report.bytes_down, rel=0.05)
    after = teacher.sync_line()
    assert (after.waiting_records, after.waiting_bytes, after.seconds) == (0, 0, 0)
    assert after.last_visit == world.clock.now()


def test_a_measured_link_is_believed_at_the_next_visit_also_over_a_restart(world: World) -> None:
    teacher, _ = world.pair()
    teacher.create("lesson_plan", {"topic": "再来", "notes": "细" * 900}, world.shared())
    usual = teacher.sync_line().seconds
    slow = Pace(setup=30, told_setup=True)
    desk_of(teacher).store.identity.set_text(pace_name(PIN), slow.encode())
    teacher = world.reopen("李秀兰")

    assert teacher.sync_line().seconds == pytest.approx(usual + 30 - Pace().setup, abs=1)


def test_trouble_is_remembered_until_a_visit_goes_well(world: World) -> None:
    """Also over a restart; and the last good visit's time stays what it was."""
    teacher, _ = world.pair()
    teacher.visit()
    good = teacher.sync_line().last_visit
    world.clock.pass_seconds(3_600)
    world.weather.down = True
    assert teacher.visit().trouble == ("link.unreachable",)
    teacher = world.reopen("李秀兰")
    assert (teacher.sync_line().trouble, teacher.sync_line().last_visit) == ("link.unreachable", good)

    world.weather.down = False
    teacher.visit()
    assert (teacher.sync_line().trouble, teacher.sync_line().last_visit) == ("", world.clock.now())


def test_the_report_names_what_changed_for_the_views(world: World) -> None:
    """Records that were merged; spaces only when a member list grew."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天"}, world.shared())
    teacher.visit()
    first = mentor.visit()
    assert first.changes.records == {plan}
    assert not first.changes.spaces

    newcomer = world.person("赵刚")
    world.bring(mentor, newcomer, "reader")
    assert teacher.visit().changes.spaces
    assert [member.name for member in teacher.spaces()[1].members] == ["王敏", "李秀兰", "赵刚"]


def test_a_visit_that_is_stopped_at_one_relay_asks_no_other(world: World) -> None:
    """Stop means stop."""
    teacher, _ = world.pair()
    world.links.clear()
    report = teacher.visit(stop=lambda: True)

    assert len(world.links) <= 1
    assert report.sent == 0


def test_numbers_of_all_relays_add_up_to_one_report(world: World) -> None:
    """A mentor of two schools presses the button once."""
    teacher, _ = world.pair()
    other = RelayRow(b"o" * 32, "https://other.example", b"")
    desk = desk_of(teacher)
    desk.store.spaces.put_relay(other)
    assert len(syncing.relays_in_use(desk)) == 1, "a relay without a space of hers is not asked"

    report = teacher.visit()
    assert report.requests == 1


def test_the_way_over_the_network_is_pinned_to_the_relay_s_certificate() -> None:
    """Nothing is sent by making it."""
    link = open_http(RelayRow(bytes(32), "https://relay.example", b""))

    assert isinstance(link, HttpLink)
    assert (link.traffic.sent, link.traffic.requests) == (0, 0)
    link.close()


def test_time_never_falls_behind_what_the_relay_said(world: World) -> None:
    """A laptop that wakes in 1970 after its battery ran empty makes tickets that can be used."""
    _, mentor = world.pair()
    told = world.clock.now()
    world.clock.set(0)
    newcomer = world.person("赵刚")
    ticket = mentor.make_ticket(world.shared(), "writer", days=14)
    assert ticket.ends >= told + 14 * 86_400

    world.clock.set(told)
    mentor.visit()
    newcomer.join(ticket.text)
    assert len(newcomer.spaces()) == 2
