"""Spaces that care for pupils, for tests: whom they hold, and what lies in them."""

import tempfile
from functools import cache
from pathlib import Path

from app.ids import RecordId, SpaceId
from app.records.values import Value
from app.workspace.workspace import Workspace
from tests.helpers.school import School, value_of
from tests.helpers.windows import Stage
from tests.helpers.world import World, desk_of


def care_pair(world: World) -> tuple[Workspace, Workspace]:
    """A teacher and a co-mentor whose shared space cares for pupils."""
    teacher, mentor = world.pair()
    set_purpose(mentor, world.shared(), "care")
    for workspace in (mentor, teacher, mentor):
        workspace.visit()
    return teacher, mentor


def set_purpose(keeper: Workspace, space: SpaceId, purpose: str) -> None:
    """Say what a space is for."""
    keeper.set_purpose(space, purpose)


def a_talk(workspace: Workspace, space: SpaceId | None, **values: Value) -> RecordId:
    """A talk with a pupil."""
    told: dict[str, Value] = {"name": "王小明", "own_words": "爸爸走了，我睡不着。", **values}
    return workspace.create("talk", told, space)


def a_call(workspace: Workspace, space: SpaceId | None) -> RecordId:
    """A talk after which somebody is needed now."""
    return a_talk(workspace, space, urgent=True, urgent_what="三楼东头，请心理老师来")


def bytes_of(workspace: Workspace) -> bytes:
    """Everything that a person's open file holds, of records and of what came and waits, as one run of bytes."""
    store = desk_of(workspace).store
    tables = ("records", "states", "deltas", "inbox", "contents")
    rows = [row for table in tables for row in store._database.rows(f"SELECT * FROM {table}")]
    cells = (cell for row in rows for cell in row.values())
    return b"\0".join(cell if isinstance(cell, bytes) else str(cell).encode("utf-8") for cell in cells)


class CareSchool(School):
    """A school in which the class teacher's colleague is the mentor of these ``pupils``, and both are in their circle.

    Its files, too, are made once for the same names, and copied.
    """

    def __init__(self, folder: Path, *names: str) -> None:
        files, home, self.pupils = _cared_for(names)
        self._open(folder, files, home)


@cache
def _cared_for(names: tuple[str, ...]) -> tuple[tempfile.TemporaryDirectory[str], SpaceId, tuple[RecordId, ...]]:
    """The files; the folder goes with the process."""
    folder = tempfile.TemporaryDirectory()
    school = School(Path(folder.name))
    teacher, mentor = school.staff[:2]
    pupils = []
    for name in names:
        pupil = school.pupil(name, teacher, wishes=[value_of(mentor)])
        told: dict[str, Value] = {"pupil": pupil, "mentor": value_of(mentor), "lead": True}
        school.head.create("pairing", {**told, "mentor_agrees": True, "pupil_agrees": True}, school.home)
        pupils.append(pupil)
    school.settle()
    teacher.make_care_spaces(school.home)
    school.come_in()
    school.world.close()
    return folder, school.home, tuple(pupils)


def care_on(stage: Stage, *names: str) -> list[RecordId]:
    """On a stage: pupils of the teacher's class whose mentor is the other one, and the circle in which both are."""
    teacher, mentor, home = stage.teacher, stage.mentor, stage.world.shared()
    set_purpose(mentor, home, "school")
    mentor.lend_founding(home)
    pupils = []
    for name in names:
        pupil = mentor.create(
            "pupil", {"name": name, "class_name": "三（1）班", "class_teacher": value_of(teacher)}, home
        )
        told: dict[str, Value] = {"pupil": pupil, "mentor": value_of(mentor), "lead": True}
        mentor.create("pairing", {**told, "mentor_agrees": True, "pupil_agrees": True}, home)
        pupils.append(pupil)
    stage.exchange()
    teacher.make_care_spaces(home)
    stage.exchange()
    stage.exchange()
    for invitation in mentor.invitations():
        mentor.accept(invitation.note)
    stage.exchange()
    return pupils
