"""A relay, or a member with its help, that answers too much, too deep, too long, too slowly: refused and said, memory
and disk stay small, and once the relay is honest again, everybody has everything."""

import os
import tracemalloc
from collections.abc import Callable

import pytest

from app.sync.links.traffic import Timeouts
from app.workspace.workspace import Workspace
from tests.helpers.hostile import HostileRelay, Village, agree, crafted, owner_of, packed

#: What a visit may take while a hostile answer comes, in bytes.
ROOM = 24_000_000


def after(village: Village, people: list[Workspace], *topics: str) -> None:
    """The relay is honest again, and everybody has everything."""
    village.relay.honest()
    for _ in range(2):
        for person in people:
            person.visit()
    village.settle(*people)
    agree(people, *topics)


def troubles(village: Village, reader: Workspace, attack: str, **order: object) -> tuple[str, ...]:
    """What a visit says while the attack goes on, for which it may not take more than a little memory."""
    village.relay.attack(attack, **order)
    tracemalloc.start()
    try:
        report = reader.visit()
        assert tracemalloc.get_traced_memory()[1] < ROOM
    finally:
        tracemalloc.stop()
    assert village.relay.strikes
    return report.trouble


@pytest.mark.parametrize("kind", [16, 17, 18, 19, 20, 21, 22, 23, 24])
def test_an_item_of_two_gigabytes_is_refused_at_its_length(village: Village, kind: int) -> None:
    keeper, teacher = people = village.circle("writer")
    village.plan(teacher, "秋天")
    teacher.visit()
    assert troubles(village, keeper, "long_item", type=kind) == ("link.refused",)
    after(village, people, "秋天")


@pytest.mark.parametrize(
    ("attack", "said"),
    [("tiny_items", "link.not_a_relay"), ("endless", "link.not_a_relay"), ("zipped_zeros", "link.not_a_relay")],
)
def test_an_answer_without_end_is_left_at_what_was_asked_for(village: Village, attack: str, said: str) -> None:
    keeper, teacher = people = village.circle("writer")
    village.plan(teacher, "秋天")
    teacher.visit()
    headers = {"content-encoding": "gzip"} if attack == "zipped_zeros" else {}
    found = troubles(village, keeper, attack, headers=headers)
    assert said in found
    after(village, people, "秋天")


@pytest.mark.parametrize("bad", ["00", "ff", "10808080808080808080", "1403ffffff", "9f" * 4_000])
def test_bytes_that_are_no_item_end_the_visit(village: Village, bad: str) -> None:
    keeper, teacher = people = village.circle("writer")
    village.plan(teacher, "秋天")
    teacher.visit()
    (said,) = troubles(village, keeper, "gibberish", bytes=bad)
    assert said in {"link.too_old", "link.not_a_relay", "link.refused"}
    after(village, people, "秋天")


def test_an_answer_that_drips_is_given_up(village: Village) -> None:
    keeper, teacher = people = village.circle("writer")
    village.plan(teacher, "秋天")
    teacher.visit()
    village.timeouts = Timeouts(crawl=1.0)
    assert troubles(village, keeper, "drip", pause=0.05) == ("link.slow",)
    after(village, people, "秋天")


#: Compressed payloads that are crafted to hurt.
PAYLOADS: dict[str, Callable[[], bytes]] = {
    "a bomb of 60 MB": lambda: packed(bytes(60_000_000)),
    "lists in lists": lambda: packed(b"\x95" + b"\x91" * 1_900_000),
    "maps in maps": lambda: packed(b"\x95" + b"\x81" * 1_900_000),
    "a list of four thousand million": lambda: packed(b"\xdd\xff\xff\xff\xff"),
    "a text of four gigabytes": lambda: packed(b"\x95\xdb\xff\xff\xff\xff" + b"x"),
    "an unknown compression": lambda: b"\x63" + os.urandom(100),
    "nothing": lambda: b"\x00",
    "noise": lambda: b"\x02" + os.urandom(1_000),
}


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_lent_key_and_a_crafted_envelope_are_refused(village: Village, name: str) -> None:
    keeper, teacher = people = village.circle("writer")
    village.plan(teacher, "秋天")
    village.settle(*people)
    author = owner_of(teacher)
    envelope = crafted(author, village.space, PAYLOADS[name]())
    assert len(envelope) <= 4_096
    found = troubles(village, keeper, "hand_out", envelopes=[envelope.hex()])
    assert "envelope.refused" in found or "link.too_old" in found
    village.plan(teacher, "冬天")
    after(village, people, "冬天", "秋天")


def test_the_relay_of_these_tests_attacks_only_when_told(hostile: HostileRelay, village: Village) -> None:
    people = village.circle("writer")
    village.plan(people[0], "秋天")
    village.settle(*people)
    assert hostile.strikes == 0 or not hostile.control.read_text("utf-8").count("attack")
    agree(people, "秋天")
