"""Rights by role, for the two sorts of kinds that there are."""

from app.records.audience import COMMENTER, KEEPER, READER, WRITER
from app.records.kinds.action_step import ACTION_STEP
from app.records.kinds.charter import CHARTER
from app.records.kinds.comment import COMMENT
from app.records.kinds.lesson_plan import LESSON_PLAN

ROLES = (KEEPER, WRITER, COMMENTER, READER)


def test_a_plan_is_written_by_writers_and_commented_on_by_commenters() -> None:
    rights = LESSON_PLAN.audience
    assert [rights.may_create(role) for role in ROLES] == [True, True, False, False]
    assert [rights.may_write(role, "topic", False) for role in ROLES] == [True, True, False, False]
    assert [rights.may_comment(role) for role in ROLES] == [True, True, True, False]
    assert [rights.may_read(role) for role in ROLES] == [True, True, True, True]
    assert not rights.may_read("stranger")


def test_a_comment_is_changed_by_its_author_and_settled_by_others() -> None:
    rights = COMMENT.audience
    assert [rights.may_create(role) for role in ROLES] == [True, True, True, False]
    assert [rights.may_write(role, "body", True) for role in ROLES] == [True, True, True, False]
    assert not any(rights.may_write(role, "body", False) for role in ROLES)
    assert [rights.may_write(role, "resolved", False) for role in ROLES] == [True, True, True, False]


def test_the_teacher_answers_a_step_that_she_cannot_rewrite() -> None:
    rights = ACTION_STEP.audience
    assert rights.may_write(WRITER, "done", False)
    assert rights.may_write(WRITER, "answer", False)
    assert not rights.may_write(WRITER, "text", False)


def test_a_record_with_fields_of_keepers_alone_is_deleted_by_a_keeper_alone() -> None:
    """A charter that is gone would end no membership, and nothing would be in its place any more."""
    assert [CHARTER.audience.may_delete(role, by_author=True) for role in ROLES] == [True, False, False, False]
    assert [LESSON_PLAN.audience.may_delete(role, by_author=False) for role in ROLES] == [True, True, False, False]
