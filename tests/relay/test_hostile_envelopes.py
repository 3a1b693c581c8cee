"""A relay that repeats, drops, reorders, delays, moves and alters envelopes: refused and said, or harmless; and once it
is honest again, everybody has everything."""

from pathlib import Path

import pytest

from app.workspace.workspace import Workspace
from tests.helpers.hostile import Village, agree, device_of, owner_of, write


def _go_on(village: Village, keeper: Workspace, teacher: Workspace, topic: str) -> None:
    """The relay is honest again: another plan is made, and the keeper visits until what was held back has come too."""
    village.relay.honest()
    village.plan(teacher, topic)
    teacher.visit()
    for _ in range(4):
        keeper.visit()


def test_repeated_envelopes_change_nothing(village: Village) -> None:
    keeper, teacher = people = village.circle("writer")
    plan = village.plan(teacher, "秋天")
    teacher.visit()
    village.relay.attack("repeat")
    for _ in range(2):
        write(teacher, plan, "中间的话。后来的话。")
        assert not keeper.visit().trouble

    assert village.relay.strikes
    assert keeper.view(plan).values["notes"] == "中间的话。后来的话。"
    assert len(owner_of(keeper).store.deltas.of(plan)) == 2
    village.relay.honest()
    village.settle(*people)
    agree(people, "秋天")


def test_an_envelope_left_out_holds_back_what_builds_on_it_is_said_and_comes_later(village: Village) -> None:
    keeper, teacher = people = village.circle("writer")
    one = village.plan(teacher, "一")
    teacher.visit()
    number = owner_of(teacher).store.outbox.last_number(village.space)
    village.plan(teacher, "二")
    teacher.visit()
    village.relay.attack("withhold", device=device_of(teacher).hex(), numbers=[number])

    report = keeper.visit()

    assert village.relay.strikes
    assert report.trouble == ("envelope.missing",)
    agree([keeper])
    village.relay.honest()
    village.settle(*people)
    agree(people, "一", "二")
    assert keeper.view(one).values["topic"] == "一"


def test_one_members_words_kept_back_from_one_reader_are_missed_when_others_name_them(village: Village) -> None:
    """The relay leaves out a colleague's newest words and moves the reader past them; a third person has them."""
    keeper, teacher, third = people = village.circle("writer", "writer")
    village.plan(teacher, "秋天")
    teacher.visit()
    village.relay.attack("withhold", device=device_of(teacher).hex())
    assert not keeper.visit().trouble  # nobody can know yet
    agree([keeper])
    village.relay.honest()
    third.visit()
    third.visit()
    assert not keeper.visit().trouble  # hears of it; a stick could explain it
    agree([keeper])
    village.clock.time += 90_000

    village.settle(keeper)

    agree(people, "秋天")


def test_envelopes_in_another_order_are_put_in_theirs(village: Village) -> None:
    keeper, teacher = people = village.circle("writer")
    for topic in ("一", "二", "三"):
        village.plan(teacher, topic)
        teacher.visit()
    village.relay.attack("reorder")

    assert not keeper.visit().trouble

    assert village.relay.strikes
    agree(people, "一", "二", "三")
    village.relay.honest()
    village.settle(*people)


def test_delayed_envelopes_come_when_they_are_let_through(village: Village) -> None:
    keeper, teacher = people = village.circle("writer")
    village.plan(teacher, "秋天")
    teacher.visit()
    village.relay.attack("delay")
    assert not keeper.visit().trouble
    agree([keeper])
    assert village.relay.strikes

    village.relay.honest()
    village.settle(*people)
    agree(people, "秋天")


def test_an_envelope_of_another_space_counts_for_nothing_and_is_had_in_its_own(village: Village) -> None:
    keeper, teacher = people = village.circle("writer")
    first = village.space
    village.space = keeper.found_space("另一个圈", village.relay.card.encode()).space
    ticket = keeper.make_ticket(village.space, "writer")
    keeper.visit()
    teacher.join(ticket.text)
    village.settle(*people)
    village.plan(teacher, "第二圈的课")
    village.space = first
    village.plan(teacher, "第一圈的课")
    teacher.visit()
    village.relay.attack("into_the_other_space")

    report = keeper.visit()

    assert village.relay.strikes
    assert "envelope.refused" in report.trouble
    agree([keeper])
    _go_on(village, keeper, teacher, "后来的课")
    agree(people, "第一圈的课", "第二圈的课", "后来的课")


@pytest.mark.parametrize("change", [{"number": 9}, {"number": 1}, {"epoch": 2}, {"epoch": 9}])
def test_another_number_or_epoch_is_refused_and_the_genuine_one_comes_later(
    village: Village, change: dict[str, int]
) -> None:
    keeper, teacher = people = village.circle("writer")
    village.plan(teacher, "春天")
    village.settle(*people)
    village.plan(teacher, "秋天")
    teacher.visit()
    village.relay.attack("another_header", **change)

    report = keeper.visit()

    assert village.relay.strikes
    agree([keeper], "春天")
    assert report.trouble == ("envelope.refused",)
    _go_on(village, keeper, teacher, "冬天")
    agree(people, "冬天", "春天", "秋天")


def test_every_single_flipped_byte_is_refused(village: Village) -> None:
    keeper, teacher = people = village.circle("writer")
    village.plan(teacher, "秋天")
    teacher.visit()
    village.relay.attack("flip_every_byte")

    report = keeper.visit()

    assert village.relay.strikes
    assert report.trouble
    assert (report.merged, report.set_aside > 150) == (0, True)
    agree([keeper])
    _go_on(village, keeper, teacher, "冬天")
    agree(people, "冬天", "秋天")


def test_a_relay_put_back_to_last_month_gets_again_what_it_lost(village: Village, tmp_path: Path) -> None:
    """The old copy is served to everybody for a while, and then the whole log again."""
    keeper, teacher = people = village.circle("writer")
    plan = village.plan(teacher, "秋天")
    village.settle(*people)
    old = village.relay.copy(tmp_path / "last-month.db")
    write(teacher, plan, "这个月的话。")
    village.settle(*people)
    village.relay.attack("other_view", views={device_of(person).hex(): str(old) for person in people})

    write(teacher, plan, "这个月的话。又一句。")
    for _ in range(2):
        for person in people:
            person.visit()

    assert village.relay.strikes
    assert keeper.view(plan).values["notes"] == "这个月的话。又一句。"
    village.relay.honest()
    write(teacher, plan, "这个月的话。又一句。再一句。")
    for _ in range(4):
        for person in people:
            person.visit()
    assert keeper.view(plan).values["notes"] == "这个月的话。又一句。再一句。"
    village.settle(*people)


def test_another_relays_envelopes_and_members_are_refused(village: Village, tmp_path: Path) -> None:
    keeper, teacher = people = village.circle("writer")
    village.plan(teacher, "秋天")
    teacher.visit()
    other = Village(tmp_path / "other", village.relay)
    strangers = other.circle("writer")
    other.plan(strangers[0], "别人的课")
    strangers[0].visit()
    path = str(village.relay.copy(tmp_path / "other.db"))
    other.close()

    village.relay.attack("other_relay", path=path, entries=True)
    assert keeper.visit().trouble == ("membership.refused",)
    village.relay.attack("other_relay", path=path)
    keeper.visit()

    assert village.relay.strikes
    _go_on(village, keeper, teacher, "冬天")
    agree(people, "冬天", "秋天")


def test_envelopes_that_are_begun_and_never_finished_stop_nothing(village: Village) -> None:
    keeper, teacher = people = village.circle("writer")
    village.plan(teacher, "秋天")
    teacher.visit()
    village.relay.attack("false_parts")
    for _ in range(3):
        keeper.visit()

    assert village.relay.strikes
    village.relay.honest()
    village.settle(*people)
    agree(people, "秋天")
