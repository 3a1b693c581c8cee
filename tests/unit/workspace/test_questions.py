"""Questions: asked in one sentence, waiting for whom they are for, answered in the open."""

from pathlib import Path

import pytest

from app.errors import AccessError, RecordError
from app.workspace.questions import Addressee
from tests.helpers.world import World, world_in


def one_of(world: World, asker: str, name: str) -> Addressee:
    """Whom somebody asks by name; without a name everybody in the space."""
    found = world.people[asker].addressees()
    return next(one for one in found if one.names == ((name,) if name else ()))


def test_a_question_waits_for_the_mentor_until_she_answers_and_both_see_how(tmp_path: Path) -> None:
    """Urgent ones stand first, then the oldest; the answer says who and when."""
    with world_in(tmp_path) as world:
        teacher, mentor = world.pair()
        to = one_of(world, "李秀兰", "王敏")
        first = teacher.ask(" 复式班怎么安排自习？ ", to, subject="zh")
        world.clock.pass_seconds(3 * 86_400)
        second = teacher.ask("明天公开课，板书这样行吗？", to, urgent=True)
        before = mentor.questions_waiting()
        teacher.visit()
        mentor.visit()
        waiting = mentor.questions_waiting()
        changes = mentor.answer(first, "先让高年级自己出题。")
        mentor.settle(first)
        mentor.visit()
        teacher.visit()
        mine = {view.record: view for view in teacher.questions().mine}

        assert before == ()
        assert [row.kind_key for row in mentor.today().to_read] == []
        assert [view.text for view in waiting] == ["明天公开课，板书这样行吗？", "复式班怎么安排自习？"]
        assert [view.urgent for view in waiting] == [True, False]
        assert waiting[0].asked - waiting[1].asked == 3 * 86_400
        assert changes.sync
        assert [view.record for view in mentor.questions_waiting()] == [second]
        assert [(one.text, one.who) for one in mine[first].answers] == [("先让高年级自己出题。", "王敏")]
        assert (mine[first].settled, mine[second].settled) == (True, False)
        assert teacher.questions_waiting() == ()


def test_the_mentor_may_ask_too_and_a_question_for_all_waits_for_each(tmp_path: Path) -> None:
    """Both sides learn; a reader may ask, and answers nothing."""
    with world_in(tmp_path) as world:
        teacher, mentor = world.pair()
        third = world.person("赵国庆")
        world.bring(mentor, third, "reader")
        for one in (teacher, mentor, third):
            one.visit()
        mentor.ask("村里的孩子怎么看这篇课文？", one_of(world, "王敏", ""))
        named = third.ask("教具在哪里借？", one_of(world, "赵国庆", "李秀兰"))
        for one in (mentor, third, teacher, mentor):
            one.visit()

        assert {view.text for view in teacher.questions_waiting()} == {"村里的孩子怎么看这篇课文？", "教具在哪里借？"}
        assert mentor.questions_waiting() == ()
        assert third.questions_waiting() == ()
        with pytest.raises(AccessError):
            third.answer(teacher.questions_waiting()[0].record or named, "我也不知道")
        with pytest.raises(RecordError):
            teacher.answer(named, "  ")
        with pytest.raises(RecordError):
            teacher.ask(" ", one_of(world, "李秀兰", "王敏"))
