"""Letters: written at home, carried by anybody, believed when the relay signed the answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.crypto.signing import digest
from app.errors import LinkError
from app.protocol.messages import Ack, Done, Item, Proof, Welcome, encode_item
from app.protocol.stick import AnswerFile, LetterFile
from app.sync import carrying
from app.sync.carrying import carry, proven, take_answers, waiting_letters, write_letters
from app.sync.engine import directly, never
from app.sync.links.stick_files import StickFolder
from app.sync.merge import merge_inbox
from app.sync.seal import seal_waiting
from app.sync.state import Tally
from app.workspace.views import Travel
from app.workspace.workspace import Workspace
from tests.helpers.sticks import LetterWorld, contents, letter_world
from tests.helpers.stories import owner_of, plan_of, settle

__all__ = ["letter_world"]


@pytest.fixture
def stick(tmp_path: Path) -> StickFolder:
    (tmp_path / "stick").mkdir()
    folder = StickFolder(tmp_path / "stick")
    folder.open()
    return folder


def write(workspace: Workspace, stick: StickFolder) -> int:
    owner = owner_of(workspace)
    seal_waiting(owner)
    return write_letters(owner, stick, owner.store.spaces.relays(), directly)


def take(workspace: Workspace, stick: StickFolder) -> Tally:
    tally = take_answers(owner_of(workspace), stick, directly)
    merge_inbox(owner_of(workspace))
    return tally


def test_a_letter_takes_a_plan_to_the_relay_and_brings_the_answer_home(world: LetterWorld, stick: StickFolder) -> None:
    """A village without network: somebody who drives to town carries the stick both ways."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    comes = plan_of(mentor, world, "导师的例子")
    mentor.visit()
    world.weather.down = True
    goes = plan_of(teacher, world)

    assert write(teacher, stick) == 1
    assert teacher.view(goes).travel is Travel.HERE
    carried = carry(stick, world.post, never)
    tally = take(teacher, stick)

    assert (carried.letters, carried.troubles) == (1, [])
    assert (tally.troubles, tally.received) == ([], 1)
    assert tally.sent >= 1
    assert teacher.view(goes).travel is Travel.ON_RELAY
    assert teacher.view(comes).title == "导师的例子"
    world.weather.down = False
    mentor.visit()
    assert mentor.view(goes).mine is False
    settle(teacher, mentor)
    assert teacher.view(goes).travel is Travel.ARRIVED


def test_whoever_carries_reads_nothing_and_changes_nobodys_file(world: LetterWorld, stick: StickFolder) -> None:
    """No person is needed; no word of what travels lies on the stick."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plan_of(teacher, world, "认识秋天", "秋天的树叶黄了。")
    write(teacher, stick)
    carry(stick, world.post, never)

    everything = b"".join(contents(stick.root).values())
    for word in ("认识秋天", "树叶", "李秀兰", "王敏", "秀兰和王敏"):
        assert word.encode() not in everything
    assert waiting_letters(stick) == []
    assert carry(stick, world.post, never).letters == 0
    assert len(world.posted) == 1


def test_a_letter_that_was_overtaken_is_harmless(world: LetterWorld, stick: StickFolder) -> None:
    """Posted after a direct visit, or brought home after one: nothing is put back, and nothing is lost or doubled."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    first = plan_of(teacher, world, "一")
    write(teacher, stick)
    second = plan_of(teacher, world, "二")
    teacher.visit()
    states = teacher.view(first).travel, teacher.view(second).travel

    assert carry(stick, world.post, never).letters == 1
    tally = take(teacher, stick)

    assert (tally.sent, tally.received, tally.troubles) == (0, 0, [])
    assert (teacher.view(first).travel, teacher.view(second).travel) == states == (Travel.ON_RELAY, Travel.ON_RELAY)
    assert not teacher.visit().trouble
    mentor.visit()
    assert {row.title for row in mentor.list_records("lesson_plan")} == {"一", "二"}


def test_an_answer_that_was_overtaken_is_passed_over(world: LetterWorld, stick: StickFolder) -> None:
    """The letter was in time, and she reached the relay herself before the stick came back."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    first = plan_of(teacher, world, "一")
    write(teacher, stick)
    carry(stick, world.post, never)
    second = plan_of(teacher, world, "二")
    teacher.visit()
    before = owner_of(teacher).store.outbox.acknowledged(world.shared())

    take(teacher, stick)

    assert owner_of(teacher).store.outbox.acknowledged(world.shared()) == before
    assert {teacher.view(plan).travel for plan in (first, second)} == {Travel.ON_RELAY}
    assert owner_of(teacher).store.sticks.letters() == []
    assert contents(stick.root / "letters") == {}


def test_after_a_letter_the_next_direct_visit_asks_first(world: LetterWorld, stick: StickFolder) -> None:
    """It may be on its way or lost: what the relay has is asked, and sent once."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plan = plan_of(teacher, world)
    write(teacher, stick)
    carry(stick, world.post, never)
    world.weather.uploaded.clear()

    teacher.visit()

    assert world.weather.uploaded == []
    assert teacher.view(plan).travel is Travel.ON_RELAY


def test_two_letters_on_two_sticks_come_back_in_any_order(
    world: LetterWorld, stick: StickFolder, tmp_path: Path
) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    (tmp_path / "other").mkdir()
    other = StickFolder(tmp_path / "other")
    other.open()
    plans = [plan_of(teacher, world, "一")]
    write(teacher, stick)
    plans.append(plan_of(teacher, world, "二"))
    write(teacher, other)
    carry(stick, world.post, never)
    carry(other, world.post, never)

    take(teacher, other)
    take(teacher, stick)

    assert [teacher.view(plan).travel for plan in plans] == [Travel.ON_RELAY, Travel.ON_RELAY]
    mentor.visit()
    assert {row.title for row in mentor.list_records("lesson_plan")} == {"一", "二"}


def test_the_newest_letter_takes_the_place_of_the_one_before(world: LetterWorld, stick: StickFolder) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    for topic in "一二三":
        plan_of(teacher, world, topic)
        write(teacher, stick)
    write(mentor, stick)

    assert len(waiting_letters(stick)) == 2
    assert carry(stick, world.post, never).letters == 2
    mentor.visit()
    assert {row.title for row in mentor.list_records("lesson_plan")} == {"一", "二", "三"}


def test_an_answer_that_was_cut_is_thrown_away_and_the_letter_posted_again(
    world: LetterWorld, stick: StickFolder
) -> None:
    """At every byte of it."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plan = plan_of(teacher, world)
    write(teacher, stick)
    for cut in range(1, 60, 7):
        world.letter_cut = cut
        assert carry(stick, world.post, never).troubles == ["link.lost"]
    world.letter_cut = None

    assert carry(stick, world.post, never).letters == 1
    assert take(teacher, stick).troubles == []
    assert teacher.view(plan).travel is Travel.ON_RELAY
    mentor.visit()
    assert len(mentor.list_records("lesson_plan")) == 1


def test_an_answer_that_somebody_made_up_is_not_believed(world: LetterWorld, stick: StickFolder) -> None:
    """Whoever finds the stick would have her believe that everything arrived."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plan = plan_of(teacher, world)
    write(teacher, stick)
    (waiting,) = waiting_letters(stick)
    letter = stick.read(f"letters/{waiting.name}", LetterFile)
    assert letter is not None
    made_up: list[Item] = [Welcome(1, bytes(4), 0), Ack(0, 99, 3), Done(False)]
    invented = b"".join(map(encode_item, made_up))
    signed = encode_item(Proof(world.voucher.certificate, world.voucher.sign(digest(b"other"), digest(invented))))
    name = f"letters/{waiting.name}".replace(".letter.", ".answer.")
    for answer in (invented, invented + signed, b"nonsense", signed):
        stick.put(name, AnswerFile(letter.relay, letter.device, letter.visit, answer))
        with pytest.raises(LinkError):
            proven(letter.relay, b"hello", answer)

    assert take(teacher, stick).troubles == ["link.not_a_relay"]
    assert teacher.view(plan).travel is Travel.HERE
    teacher.visit()
    mentor.visit()
    assert mentor.view(plan).title == "认识秋天"


def test_every_flipped_byte_of_an_answer_is_noticed(world: LetterWorld, stick: StickFolder) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plan_of(teacher, world)
    write(teacher, stick)
    (request,) = [letter.request for letter in owner_of(teacher).store.sticks.letters()]
    answer = b"".join(world.post("https://relay.example:8443", world.pin, request))
    assert isinstance(proven(world.pin, request, answer)[-1], Done)

    for place in range(len(answer)):
        with pytest.raises(LinkError):
            proven(world.pin, request, answer[:place] + bytes([answer[place] ^ 1]) + answer[place + 1 :])


def test_what_does_not_fit_in_a_letter_goes_with_the_next(
    world: LetterWorld, stick: StickFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter holds several of the largest envelopes, so that each brings something further."""
    monkeypatch.setattr(carrying, "LETTER_BYTES", 21_000)
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plans = []
    for topic in "一二三四":
        plans.append(plan_of(teacher, world, topic, owner_of(teacher).chance(9_000).hex()))
        seal_waiting(owner_of(teacher))
    for _ in range(4):
        write(teacher, stick)
        carry(stick, world.post, never)
        assert take(teacher, stick).troubles == []

    assert {teacher.view(plan).travel for plan in plans} == {Travel.ON_RELAY}
    assert 20_000 < max(len(request) for request in world.posted) < 22_000
    mentor.visit()
    assert {row.title for row in mentor.list_records("lesson_plan")} == set("一二三四")


def test_a_letter_to_a_strange_address_fails_like_any_link(stick: StickFolder) -> None:
    stick.put(
        "letters/" + "0" * 16 + "-" + "1" * 16 + "-1.letter.txs", LetterFile(bytes(32), b"\xff", bytes(8), 1, b"x")
    )

    assert carry(stick, lambda *_: iter(()), never).troubles == ["link.unreachable"]


def test_an_answer_without_end_is_not_kept(stick: StickFolder) -> None:
    name = "letters/" + "0" * 16 + "-" + "1" * 16 + "-1.letter.txs"
    stick.put(name, LetterFile(bytes(32), b"relay", bytes(8), 1, b"x"))

    def endless(*_: object) -> Iterator[bytes]:
        while True:
            yield bytes(100_000)

    assert carry(stick, endless, never).troubles == ["link.not_a_relay"]
    assert [waiting.name for waiting in waiting_letters(stick)] == [name.removeprefix("letters/")]
