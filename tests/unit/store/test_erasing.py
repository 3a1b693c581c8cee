"""What is erased is gone: record, words, changes, and pictures that nothing else names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.crypto.signing import digest
from app.records.edits import Mark
from app.records.files import Attached, new_file_id
from app.records.kinds import ALL
from app.records.registry import Registry
from app.sync.trail import catch_up, check, write_trail
from tests.helpers.world import World, desk_of, world_in


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with world_in(tmp_path) as made:
        yield made


def test_a_record_goes_with_everything_of_it_and_the_others_stay(world: World) -> None:
    teacher = world.person("李秀兰")
    store = desk_of(teacher).store
    gone, kept = (teacher.create("lesson_plan", {"topic": topic}) for topic in ("要拿走的", "留下的"))
    comment = teacher.create("comment", {"body": "写在旁边", "target": gone})
    contents = [b"only here", b"in both"]
    for number, content in enumerate(contents):
        file = Attached(
            number, new_file_id(), len(content), "jpeg", digest(content), desk_of(teacher).person, "照片.jpg"
        )
        store.attachments.put(content, 1)
        for record in (gone, kept) if number else (gone,):
            teacher.edit(record, [Mark("attachments", file.member())])
    space = desk_of(teacher).private_space
    beside = store.erasing.of_kinds(space, {"lesson_plan"})

    assert set(beside) == {gone, kept, comment}
    assert store.erasing.of_kinds(space, {"plc_meeting"}) == []
    assert store.erasing.erase([gone, comment, gone]) == 2
    assert [row.title for row in teacher.list_records(text="拿走")] == []
    assert [row.title for row in teacher.list_records(text="留下")] == ["留下的"]
    assert store.deltas.of(gone) == []
    assert [store.attachments.has(digest(content)) for content in contents] == [False, True]
    assert store.intact()


def test_of_a_forgotten_space_nothing_can_be_opened_any_more(world: World) -> None:
    """Its own last number stays: it is never used twice."""
    teacher, mentor = world.pair()
    teacher.create("lesson_plan", {"topic": "一"}, world.shared())
    teacher.visit()
    mentor.visit()
    store = desk_of(mentor).store
    number = store.outbox.last_number(world.shared())
    store.erasing.forget_space(world.shared())

    assert store.receipts.all_seen(world.shared()) == []
    assert store.outbox.kept(world.shared(), 0) == []
    assert store.outbox.last_number(world.shared()) == number


def test_what_is_erased_leaves_no_row_and_its_place_in_the_trail_to_nobody(world: World) -> None:
    """A save that is made later may get the number of one that is gone; it must not be taken for that one."""
    teacher = world.person("李秀兰")
    desk = desk_of(teacher)
    pupil = teacher.create("pupil", {"name": "王芳", "class_name": "三（1）班"})
    gone = teacher.create("home_visit", {"name": "王芳", "pupil": pupil})
    catch_up(desk.owner)
    desk.store.erasing.erase([gone])
    kept = teacher.create("lesson_plan", {"topic": "秋天"})
    before = desk.store.trail.of(kept)
    catch_up(desk.owner)

    assert before == []
    assert [save.place for save in desk.store.trail.of(kept)] == [2]
    assert [save.place for save in desk.store.trail.of(pupil)] == [0]
    assert desk.store.links.around(pupil) == []
    found = check(write_trail(desk.owner, "李秀兰", [kept]), Registry(ALL))
    assert [one.record.title() for one in found.records] == ["秋天"]
