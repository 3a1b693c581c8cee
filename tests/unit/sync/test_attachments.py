"""When pictures and files travel, and what is believed of what comes."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import text

from app.ids import RecordId
from app.protocol.limits import PART, PIECE
from app.protocol.messages import FileDown, Item
from app.records.files import Attached, all_attached
from app.sync.attachments import Allowed, freely
from app.sync.budget import Pace
from app.workspace.attachments import NewFile, Presence
from app.workspace.workspace import Workspace
from tests.helpers.link import LocalLink
from tests.helpers.world import World, desk_of

SIZE = 2 * PIECE + 1_000
GOOD = Pace(0.3, 100_000, 100_000, told_setup=True, told_up=True, told_down=True)
THIN = Pace(2.4, 5_000, 10_000, told_setup=True, told_up=True, told_down=True)


@pytest.mark.parametrize(
    ("pace", "goes"),
    [
        (Pace(), False),
        (THIN, False),
        (GOOD, True),
        (replace(THIN, setup=0.2), False),
        (Pace(setup=0.3, told_setup=True), True),
        (Pace(setup=0.9, told_setup=True), False),
        (replace(Pace(), up=30_000, told_up=True), True),
        (replace(Pace(), down=30_000, told_down=True), False),
    ],
    ids=["never measured", "2G", "good", "quick but thin", "greeting in 0.3 s", "in 0.9 s", "30 KB/s up", "and down"],
)
def test_what_goes_by_itself(pace: Pace, goes: bool) -> None:
    """Nothing over a link that is not known to be good."""
    assert freely(pace) is goes


def attach(world: World, teacher: Workspace, *sizes: int) -> tuple[RecordId, list[Attached]]:
    """A shared plan with files of random bytes."""
    plan = teacher.create("lesson_plan", {"topic": "秋天"}, world.shared())
    files = [NewFile(f"{number}.jpg", "jpeg", os.urandom(size)) for number, size in enumerate(sizes)]
    teacher.attach(plan, "attachments", files)
    return plan, all_attached(teacher.view(plan).values["attachments"])


def give_pace(workspace: Workspace, world: World, pace: Pace) -> None:
    """As if earlier visits had measured it."""
    desk = desk_of(workspace)
    (relay,) = desk.store.spaces.relays()
    desk.store.identity.set_text("pace " + relay.relay.hex(), pace.encode())


def here(workspace: Workspace, plan: object, file: Attached) -> bool:
    """Has its content come?"""
    return desk_of(workspace).store.attachments.has(file.digest)


def test_over_a_good_link_they_follow_by_themselves(world: World) -> None:
    teacher, mentor = world.pair()
    plan, (file,) = attach(world, teacher, SIZE)
    for person in (teacher, mentor):
        give_pace(person, world, GOOD)

    assert teacher.visit().files == 1
    report = mentor.visit()
    assert (report.files, report.trouble) == (1, ())
    assert here(mentor, plan, file)
    assert mentor.visit().files == teacher.visit().files == 0


def test_over_a_thin_link_a_waiting_picture_costs_not_a_byte(world: World) -> None:
    """Beside the line in the plan that names it."""
    teacher, mentor = world.pair()
    attach(world, teacher, SIZE)
    for person in (teacher, mentor, teacher, mentor):
        person.visit()
        give_pace(person, world, THIN)
    idle = [person.visit() for person in (teacher, mentor)]
    assert [(report.requests, report.bytes_up < 400, report.bytes_down < 200) for report in idle] == [
        (1, True, True)
    ] * 2
    assert teacher.sync_line().files == mentor.sync_line().files == 1


def test_a_minute_of_the_link_is_the_most_that_goes_unasked(world: World) -> None:
    """The newest first; what was asked for goes whatever it is."""
    teacher, _ = world.pair()
    _, files = attach(world, teacher, 400_000, 500_000, 600_000)
    waiting = desk_of(teacher).store.attachments.outgoing(world.shared(), bytes(32), 0)
    allowed = Allowed(all_of=True, up=1_150_000, down=0)

    assert [one.size for one in waiting] == [600_000, 500_000, 400_000]
    assert [one.size for one in allowed.up_of(waiting)] == [600_000, 500_000]
    assert [one.size for one in replace(allowed, up=10).up_of(waiting)] == [600_000]
    teacher.fetch_files(None, [files[0].file])
    asked = desk_of(teacher).store.attachments.outgoing(world.shared(), bytes(32), 0)
    assert [one.size for one in Allowed(False, 10, 10).up_of(asked)] == [400_000]


def test_a_newcomer_gets_what_was_sealed_before_she_came_and_before_a_new_epoch(world: World) -> None:
    """Its key opens with the newest one; somebody who left brought it."""
    teacher, mentor = world.pair()
    plan, (file,) = attach(world, teacher, SIZE)
    teacher.fetch_files()
    teacher.visit()
    mentor.visit()
    person = next(member for member in mentor.spaces()[1].members if not member.me)
    mentor.remove_member(world.shared(), person.person)
    mentor.visit()
    mentor.visit()
    newcomer = world.person("张校长")
    world.bring(mentor, newcomer)
    newcomer.visit()
    newcomer.fetch_files(plan)
    assert newcomer.visit().files == 1
    assert here(newcomer, plan, file)


def test_a_relay_that_lost_everything_is_given_it_again_by_whoever_has_it(world: World) -> None:
    """Also by somebody else than the one who added it."""
    teacher, mentor = world.pair()
    plan, (file,) = attach(world, teacher, SIZE)
    for person in (teacher, mentor):
        person.fetch_files(plan)
        person.visit()
        person.fetch_files(plan)
        person.visit()
    assert here(mentor, plan, file)
    with world.database.writing() as connection:
        connection.execute(text("DELETE FROM pieces"))
        connection.execute(text("DELETE FROM files"))
        world.database.renew_generation(connection)
    mentor.visit()
    mentor.fetch_files(plan)
    mentor.visit()
    third = world.person("张校长")
    world.bring(mentor, third)
    third.visit()
    third.fetch_files(plan)
    third.visit()
    assert here(third, plan, file)


#: What a relay may do to the parts of a file on their way down.
Twist = Callable[[list[FileDown]], list[FileDown]]


def flipped(parts: list[FileDown]) -> list[FileDown]:
    """One bit of one part."""
    part = parts[20].part
    return [*parts[:20], replace(parts[20], part=part[:9] + bytes([part[9] ^ 1]) + part[10:]), *parts[21:]]


def exchanged(parts: list[FileDown]) -> list[FileDown]:
    """Two pieces have changed places, and say so or not."""
    first, second = ([part for part in parts if part.number == number] for number in (0, 1))
    rest = [part for part in parts if part.number > 1]
    return [*(replace(part, number=0) for part in second), *(replace(part, number=1) for part in first), *rest]


#: Attacks: what comes of the parts.
TWISTS: dict[str, Twist] = {
    "a flipped bit": flipped,
    "pieces exchanged": exchanged,
    "reordered": lambda parts: parts[::-1],
    "a part left out": lambda parts: [*parts[:20], *parts[21:]],
    "a part twice": lambda parts: [*parts[:20], parts[19], *parts[20:]],
    "another length": lambda parts: [replace(part, whole=part.whole - 1) for part in parts],
    "the first piece again": lambda parts: [*parts[:17], *parts[:17], *parts[17:]],
    "parts of a file that nobody named": lambda parts: [replace(part, file=bytes(12)) for part in parts],
    "cut short": lambda parts: parts[:-1],
    "nothing at all": lambda _parts: [],
}


class Twisting(LocalLink):
    """A link whose relay twists what it gives of files."""

    twist: Twist | None = None

    def exchange(self, *args: object, **named: object) -> Iterator[Item]:
        parts: list[FileDown] = []
        for item in super().exchange(*args, **named):  # type: ignore[arg-type]  # handed on as it came
            if isinstance(item, FileDown):
                parts.append(item)
            else:
                if parts and Twisting.twist is not None:
                    yield from Twisting.twist(parts)
                elif parts:
                    yield from parts
                parts = []
                yield item


@pytest.mark.parametrize("attack", TWISTS)
def test_what_a_relay_twists_is_refused_or_harmless_and_comes_once_it_is_honest(
    world: World, attack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher, mentor = world.pair()
    plan, (file,) = attach(world, teacher, SIZE)
    teacher.fetch_files()
    teacher.visit()
    mentor.visit()
    monkeypatch.setattr("tests.helpers.world.LocalLink", Twisting)
    monkeypatch.setattr(Twisting, "twist", staticmethod(TWISTS[attack]))
    mentor.fetch_files(plan)
    report = mentor.visit()

    state = mentor.file_states(plan, [file])[file.file]
    assert not here(mentor, plan, file)
    refused = "attachment.refused" in report.trouble
    assert refused is (state.presence is Presence.SPOILT)
    assert refused is (attack not in ("parts of a file that nobody named", "cut short", "nothing at all"))

    monkeypatch.setattr(Twisting, "twist", None)
    mentor.fetch_files(plan)
    assert mentor.visit().files == 1
    assert here(mentor, plan, file)
    assert mentor.sync_line().trouble == ""


def test_a_spoilt_one_is_not_asked_for_at_every_visit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    teacher, mentor = world.pair()
    attach(world, teacher, SIZE)
    for person in (teacher, mentor):
        give_pace(person, world, GOOD)
    teacher.visit()
    monkeypatch.setattr("tests.helpers.world.LocalLink", Twisting)
    monkeypatch.setattr(Twisting, "twist", staticmethod(flipped))
    downs = []
    for _ in range(3):
        give_pace(mentor, world, GOOD)
        downs.append(mentor.visit().bytes_down)
    assert downs[0] > SIZE
    assert max(downs[1:]) < PART
    world.clock.pass_seconds(86_401)
    give_pace(mentor, world, GOOD)
    assert mentor.visit().bytes_down > SIZE


def test_a_member_who_brings_another_content_under_an_id_is_found_out(world: World) -> None:
    """Signed by a member and sealed with the right key; but the record knows better."""
    teacher, mentor = world.pair()
    plan, (file,) = attach(world, teacher, SIZE)
    teacher.visit()
    mentor.visit()
    store = desk_of(mentor).store
    false = os.urandom(SIZE)
    store.attachments.put(false, 0)
    store._database.run("UPDATE contents SET digest = ?", (file.digest,))
    mentor.fetch_files(plan)
    mentor.visit()

    third = world.person("张校长")
    world.bring(mentor, third)
    third.visit()
    third.fetch_files(plan)
    report = third.visit()
    assert "attachment.refused" in report.trouble
    assert not here(third, plan, file)


def test_a_cut_anywhere_goes_on_where_it_was(world: World) -> None:
    """Up and down; in the end it is there once, and little went twice."""
    teacher, mentor = world.pair()
    plan, (file,) = attach(world, teacher, SIZE)
    teacher.visit()
    mentor.visit()
    cuts = iter(range(20_000, 60_000, 700))
    for person in (teacher, mentor):
        passed = 0
        world.weather.bytes_up = world.weather.bytes_down = partial(next, cuts)
        for _ in range(30):
            person.fetch_files(plan)
            report = person.visit()
            passed += report.bytes_up + report.bytes_down
            if report.files:
                break
        assert report.files == 1
        assert passed < 1.1 * SIZE
    assert here(mentor, plan, file)
