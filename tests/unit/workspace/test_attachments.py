"""Pictures and files between two people, over a relay's real service."""

import pytest

from app.errors import FileError
from app.protocol.limits import MAX_ATTACHMENT, PIECE
from app.records.files import all_attached
from app.workspace.attachments import FileState, NewFile, Presence
from tests.helpers.world import World

PICTURE = NewFile("黑板.jpg", "jpeg", bytes(range(256)) * 640)  # two pieces and a half


def test_a_picture_goes_to_the_mentor_when_somebody_asks_for_it(world: World) -> None:
    """Never by itself over a link of which nothing is known."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天"}, world.shared())
    teacher.attach(plan, "attachments", [PICTURE])
    (file,) = all_attached(teacher.view(plan).values["attachments"])
    assert teacher.file_content(file) == PICTURE.content
    assert file.name == "黑板.jpg"

    without = teacher.visit()
    mentor.visit()
    assert without.bytes_up < 3_000
    assert all_attached(mentor.view(plan).values["attachments"]) == [file]
    assert mentor.file_states(plan, [file]) == {file.file: FileState(Presence.WAITS)}
    with pytest.raises(FileError, match=r"file\.not_here"):
        mentor.file_content(file)

    teacher.fetch_files()
    mentor.fetch_files(plan)
    sent, came = teacher.visit(), mentor.visit()
    assert (sent.files, came.files, sent.trouble, came.trouble) == (1, 1, (), ())
    assert mentor.file_content(file) == PICTURE.content
    assert mentor.file_states(plan, [file]) == {file.file: FileState(Presence.HERE, 100)}
    assert teacher.sync_line().files == mentor.sync_line().files == 0


def test_too_large_a_file_is_refused_with_nothing_added(world: World) -> None:
    teacher = world.person("李秀兰")
    plan = teacher.create("lesson_plan", {"topic": "秋天"})
    large = NewFile("录像.pdf", "pdf", bytes(MAX_ATTACHMENT + 1))
    with pytest.raises(FileError, match=r"file\.attachment_too_large"):
        teacher.attach(plan, "attachments", [PICTURE, large])
    assert "attachments" not in teacher.view(plan).values
    assert MAX_ATTACHMENT > 30 * PIECE
