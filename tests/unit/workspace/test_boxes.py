"""Question boxes, as a school's leadership opens and keeps them."""

from pathlib import Path

import pytest

from app.errors import AccessError
from app.protocol.membership import Role
from app.workspace import boxes
from tests.helpers.school_box import school_in
from tests.helpers.world import desk_of


def test_askers_take_different_tickets_and_new_ones_are_laid_out(tmp_path: Path) -> None:
    """The first free one wins; used ones go at the head's next visit, and new ones come."""
    with school_in(tmp_path) as there:
        head, teachers, space = there.head, there.teachers, there.space
        asker, other = teachers["李秀兰"], teachers["赵国庆"]
        for number in range(boxes.FREE - 1):
            asker.ask_unsigned(space, f"第{number}个问题")
        other.ask_unsigned(space, "另一个问题")
        asker.visit()
        other.visit()
        before = set(other.open_boxes()[0].tickets)
        head.visit()
        head.visit()
        other.visit()
        after = set(other.open_boxes()[0].tickets)

        assert len(head.questions_waiting()) == boxes.FREE
        assert len(before) == len(after) == boxes.FREE
        assert before & after == set()
        assert all(left.left for left in other.unsigned_questions())


def test_only_a_keeper_of_the_school_opens_a_box_and_one_is_enough(tmp_path: Path) -> None:
    """Another keeper is invited into it."""
    with school_in(tmp_path) as there:
        head, teachers, space = there.head, there.teachers, there.space
        deputy = teachers["孙立"]
        head.set_role(space, deputy.me.person, "keeper")
        for one in (head, deputy, head, deputy):
            one.visit()

        assert head.may_open_box() == deputy.may_open_box() == []
        assert deputy.open_boxes() == []  # two teachers are too few: one would be guessed
        assert [person for person, _ in boxes.keepers(desk_of(head), space)] == [
            desk_of(head).person,
            desk_of(deputy).person,
        ]
        with pytest.raises(AccessError):
            teachers["李秀兰"].open_box(space, "我的箱子")


def test_whoever_keeps_the_school_keeps_its_box(tmp_path: Path) -> None:
    """A new keeper is asked in by himself; one who is a keeper no more goes, though late questions are sealed for him
    by whoever has not heard of it."""
    with school_in(tmp_path) as there:
        head, teachers, space = there.head, there.teachers, there.space
        deputy = teachers["孙立"]
        (view,) = head.open_boxes()
        head.set_role(space, deputy.me.person, "keeper")
        for one in (head, deputy, head, head, deputy):
            one.visit()
        (asked,) = deputy.invitations()
        deputy.accept(asked.note)
        deputy.visit()
        head.visit()
        state = desk_of(head).owner.membership(view.box)
        assert state is not None
        kept = {one.person for one in state.active() if one.role is Role.KEEPER}
        head.set_role(space, deputy.me.person, "writer")
        head.visit()
        state = desk_of(head).owner.membership(view.box)
        assert state is not None
        left = {one.person for one in state.active() if one.role is Role.KEEPER}

        assert kept == {desk_of(head).person, desk_of(deputy).person}
        assert left == {desk_of(head).person}
