"""Two write about each other: neither reads the other's words before both are written, by any road, in any order."""

from pathlib import Path

import pytest

from app.errors import AccessError, RecordError
from app.ids import RecordId
from app.records.edits import SetValue, WriteProse
from app.records.people import person_value
from app.workspace.mutual import Stage, digest_of
from app.workspace.workspace import Workspace
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of


def wrote(author: Workspace, whom: Workspace, words: str) -> RecordId:
    """A private assessment of somebody."""
    return author.create(
        "assessment", {"period": "这学期", "whom": person_value(desk_of(whom).person), "helped": words}
    )


def stage_of(workspace: Workspace, record: RecordId) -> Stage:
    """How far it is, as its author sees it."""
    view = workspace.mutual(record)
    assert view is not None
    return view.stage


def test_both_are_read_only_when_both_are_written(world: World) -> None:
    """After days of waiting; then each program shares its own, and each can see that nothing was changed."""
    teacher, mentor = world.pair()
    hers, his = wrote(teacher, mentor, "您等我三秒"), wrote(mentor, teacher, "您敢问了")
    teacher.be_ready(hers)
    settle(teacher, mentor)
    world.clock.pass_seconds(5 * 86_400)
    waiting = stage_of(teacher, hers)
    with pytest.raises(RecordError):
        mentor.view(hers)
    mentor.be_ready(his)
    opened_at_once = mentor.view(his).space.private
    settle(mentor, teacher)

    assert (waiting, opened_at_once) == (Stage.WAITING, False)
    for workspace, own, other, words in ((teacher, hers, his, "您敢问了"), (mentor, his, hers, "您等我三秒")):
        view = workspace.mutual(own)
        assert view is not None
        assert (view.stage, view.other, view.intact) == (Stage.OPEN, other, True)
        assert workspace.view(other).values["helped"] == words
        theirs = workspace.mutual(other)
        assert theirs is not None
        assert (theirs.mine, theirs.intact, theirs.other) == (False, True, own)


def test_it_goes_by_stick_too(world: World, tmp_path: Path) -> None:
    """Both pressed the button while apart, and a stick goes there and back."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    stick = tmp_path / "stick"
    stick.mkdir()
    hers, his = wrote(teacher, mentor, "谢谢"), wrote(mentor, teacher, "佩服")
    teacher.be_ready(hers)
    mentor.be_ready(his)
    for workspace in (teacher, mentor, teacher, mentor):
        report = workspace.exchange_with_stick(stick)
        assert not report.trouble

    assert teacher.view(his).values["helped"] == "佩服"
    assert mentor.view(hers).values["helped"] == "谢谢"


def test_what_was_written_stands_until_it_is_taken_back(world: World) -> None:
    """And it is taken back only while the other has not written; it is shared by no other way."""
    teacher, mentor = world.pair()
    hers = wrote(teacher, mentor, "您等我三秒")
    with pytest.raises(AccessError) as early:
        teacher.share(hers, world.shared())
    teacher.be_ready(hers)
    with pytest.raises(AccessError) as closed:
        teacher.edit(hers, [WriteProse("helped", "改")])
    may_write = teacher.view(hers).may_write
    teacher.take_back_ready(hers)
    teacher.edit(hers, [WriteProse("helped", "想好了")])
    teacher.be_ready(hers)
    mentor_wrote = wrote(mentor, teacher, "好")
    settle(teacher, mentor)
    mentor.be_ready(mentor_wrote)
    settle(mentor, teacher)
    with pytest.raises(AccessError) as late:
        teacher.take_back_ready(hers)

    assert [one.value.code for one in (early, closed, late)] == [
        "access.both_first",
        "access.closed",
        "access.both_written",
    ]
    assert may_write is False
    assert mentor.view(hers).values["helped"] == "想好了"


def test_words_changed_after_the_mark_are_told(world: World) -> None:
    """As by a program that does not keep to it: the digest holds its author to what she wrote."""
    teacher, mentor = world.pair()
    hers, his = wrote(teacher, mentor, "原来的话"), wrote(mentor, teacher, "好")
    teacher.be_ready(hers)
    mentor.be_ready(his)
    settle(teacher, mentor)
    stored = desk_of(teacher).store.queries.where("ready_mark", record=hers)
    _forge(teacher, hers, stored[0].record)
    settle(teacher, mentor)
    view = mentor.mutual(hers)

    assert view is not None
    assert view.intact is False


def _forge(author: Workspace, record: RecordId, mark: RecordId) -> None:
    """Take the mark out of the author's own sight, change the words, and put it back."""
    author.delete(mark)
    author.edit(record, [WriteProse("helped", "后来的话")])
    author.undelete(mark)


def test_a_second_time_waits_for_its_own_other(world: World) -> None:
    """Her second is not opened by his first, which has opened her first."""
    teacher, mentor = world.pair()
    first, his = wrote(teacher, mentor, "一"), wrote(mentor, teacher, "一")
    teacher.be_ready(first)
    mentor.be_ready(his)
    settle(teacher, mentor)
    second = wrote(teacher, mentor, "二")
    teacher.be_ready(second)
    settle(teacher, mentor)

    assert (stage_of(teacher, first), stage_of(teacher, second)) == (Stage.OPEN, Stage.WAITING)
    with pytest.raises(RecordError):
        mentor.view(second)


def test_somebody_to_write_to_and_a_space_in_common_are_needed(world: World) -> None:
    teacher, _mentor = world.pair()
    stranger = world.person("赵国庆")
    alone = wrote(teacher, stranger, "好")
    empty = teacher.create("assessment", {"whom": "王老师", "helped": "好"})

    with pytest.raises(AccessError):
        teacher.be_ready(alone)
    with pytest.raises(RecordError):
        teacher.be_ready(empty)
    with pytest.raises(RecordError):
        teacher.be_ready(wrote(teacher, _mentor, ""))


def test_the_digest_depends_on_words_salt_and_author(world: World) -> None:
    """And says the same on any laptop, in whatever order the fields come."""
    teacher, mentor = world.pair()
    hers, his = desk_of(teacher).person, desk_of(mentor).person
    salt = "00" * 32

    assert digest_of({"a": "1", "b": "2"}, salt, hers) == digest_of({"b": "2", "a": "1"}, salt, hers)
    others = [({"a": "1"}, salt, hers), ({"a": "1", "b": "2"}, "01" * 32, hers), ({"a": "1", "b": "2"}, salt, his)]
    assert len({digest_of(values, one, who) for values, one, who in [*others, ({"a": "1", "b": "2"}, salt, hers)]}) == 4


def test_a_mark_that_is_changed_after_reading_is_told(world: World) -> None:
    """A mark is a record, and its author could let it fit words that he wrote when he had read hers."""
    teacher, mentor = world.pair()
    hers, his = wrote(teacher, mentor, "原来的话"), wrote(mentor, teacher, "好")
    teacher.be_ready(hers)
    mentor.be_ready(his)
    settle(teacher, mentor)
    (mark,) = desk_of(teacher).store.queries.where("ready_mark", record=hers)
    _forge(teacher, hers, mark.record)
    desk = desk_of(teacher)
    salt = str(teacher.view(mark.record).values["salt"])
    teacher.edit(mark.record, [SetValue("digest", digest_of(teacher.view(hers).values, salt, desk.person))])
    settle(teacher, mentor)
    view, listed = mentor.mutual(hers), mentor.mutual(his)

    assert view is not None
    assert listed is not None
    assert (view.intact, listed.intact) == (False, False)
