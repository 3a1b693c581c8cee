"""The verbs of the stick, as a screen calls them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import LinkError
from app.workspace import sticks
from app.workspace.views import StickPlace, Travel
from app.workspace.workspace import Workspace
from tests.helpers.relay_process import RelayProcess
from tests.helpers.sticks import LetterWorld, contents, letter_world
from tests.helpers.stories import plan_of, settle
from tests.helpers.world import desk_of

__all__ = ["letter_world"]


def test_one_verb_goes_both_ways_and_tells_what_went_and_came(world: LetterWorld, stick: Path) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plan = plan_of(teacher, world)

    gave = teacher.exchange_with_stick(stick)
    took = mentor.exchange_with_stick(stick)

    assert (gave.given > 0, gave.taken, gave.letters, gave.others_letters, gave.trouble) == (True, 0, 1, 0, ())
    assert (took.taken, took.merged, took.letters, took.others_letters) == (gave.given, 1, 1, 1)
    assert took.changes.records == {plan}
    line = teacher.sync_line()
    assert (line.waiting_records, line.on_stick_records) == (1, 1)


def test_a_stick_is_looked_at_and_left_as_it_is(world: LetterWorld, stick: Path, tmp_path: Path) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    empty = tmp_path / "empty"
    empty.mkdir()
    teacher.exchange_with_stick(stick)
    before = contents(tmp_path / "stick")

    found = sticks.sticks([empty, stick, tmp_path / "gone"])

    assert [(place.name, place.known, place.letters) for place in found] == [
        ("stick", True, 1), ("empty", False, 0), ("gone", False, 0)
    ]  # fmt: skip
    assert found[0].letter_bytes > 100
    assert isinstance(teacher.sticks(), list)
    assert StickPlace(str(empty), "empty", False, 0, 0) in found
    assert (contents(stick), list(empty.iterdir())) == (before, [])


def test_letters_are_carried_without_a_person(world: LetterWorld, stick: Path) -> None:
    """And come home with the next exchange."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plan = plan_of(teacher, world)
    teacher.exchange_with_stick(stick)

    report = sticks.carry_letters(stick, lambda: False, world.post)
    home = teacher.exchange_with_stick(stick)

    assert (report.carried, report.left, report.trouble) == (1, 0, ())
    assert report.bytes_up > 0
    assert report.bytes_down > 0
    assert home.on_relay >= 1
    assert teacher.view(plan).travel is Travel.ON_RELAY


def test_a_folder_that_is_no_stick_is_said_to_be_none(world: LetterWorld, stick: Path) -> None:
    """Carrying makes nothing there; and where no folder is, nothing is made either."""
    teacher, _ = world.pair()
    for folder, code in ((stick, "stick.none"), (stick / "gone", "stick.gone")):
        with pytest.raises(LinkError) as failed:
            teacher.carry_letters(folder)
        assert failed.value.code == code
    with pytest.raises(LinkError) as failed:
        teacher.exchange_with_stick(stick / "gone")
    assert failed.value.code == "stick.gone"
    assert list(stick.iterdir()) == []


def test_without_network_letters_wait(world: LetterWorld, stick: Path) -> None:
    """The real way over HTTPS, to an address where nobody answers."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    teacher.exchange_with_stick(stick)

    def nowhere(_url: str, pin: bytes, request: bytes) -> Iterator[bytes]:
        return sticks.post_by_http("https://127.0.0.1:1", pin, request)

    report = sticks.carry_letters(stick, lambda: False, nowhere)

    assert (report.carried, report.left, report.trouble) == (0, 1, ("link.unreachable",))


def test_a_letter_goes_through_a_real_relay_over_https(world: LetterWorld, stick: Path, tmp_path: Path) -> None:
    """Whose certificate signs the answer; the carrier is a program in which nobody is signed in."""
    with RelayProcess(tmp_path / "real") as relay:
        teacher = world.person("李秀兰")
        alone = Workspace(desk_of(teacher))
        space = alone.found_space("山村", relay.card.encode()).space
        plan = alone.create("lesson_plan", {"topic": "认识秋天"}, space)
        alone.exchange_with_stick(stick)

        report = sticks.carry_letters(stick, lambda: False)
        home = alone.exchange_with_stick(stick)

        assert (report.carried, report.trouble, home.trouble) == (1, (), ())
        assert alone.view(plan).travel is Travel.ON_RELAY
