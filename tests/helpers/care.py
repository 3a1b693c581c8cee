"""Spaces that care for pupils, for tests: whom they hold, and what lies in them."""

from app.ids import RecordId, SpaceId
from app.records.values import Value
from app.workspace.workspace import Workspace
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
