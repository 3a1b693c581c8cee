"""Special guidance: three real stores, and a colleague outside has no byte of it."""

from typing import Any

import pytest

from app.errors import AccessError
from app.records.edits import SetValue, WriteProse
from app.workspace.finding import Query
from app.workspace.workspace import Workspace
from tests.helpers.school import School
from tests.helpers.world import desk_of

SECRET = "爸爸离家以后晚上常常一个人"


def everything_in(workspace: Workspace) -> list[Any]:
    """Every value of every table of a person's decrypted store."""
    database = desk_of(workspace).store._database
    tables = database.column("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [value for table in tables for row in database.rows(f'SELECT * FROM "{table}"') for value in row.values()]


def holds(workspace: Workspace, words: str) -> bool:
    """Does anything in the store hold these words, as text or within bytes?"""
    raw = words.encode()
    held = (value if isinstance(value, bytes) else str(value).encode() for value in everything_in(workspace))
    return any(raw in one for one in held)


def test_a_colleague_outside_has_no_byte_of_it(school: School) -> None:
    """3.24: readable by the few by key; no list, search or count of others shows it."""
    head, (teacher, outside, _) = school.head, school.staff
    pupil = school.pupil("王芳", teacher)
    assert head.flag(pupil) is None  # nobody has said yet who the few are
    head.found_attention(school.home, "重点关注", [teacher.me.person])
    flag = head.flag(pupil)
    assert flag is not None
    head.edit(flag, [WriteProse("notes", SECRET), SetValue("look_again", "2026-12-01")])
    school.come_in()

    # The few read it, and their matching marks the pupil.
    assert teacher.view(flag).values["notes"] == SECRET
    assert holds(teacher, SECRET)
    assert teacher.pupil(pupil).special
    assert teacher.find(Query(SECRET)).rows

    # A colleague of the same school, with the pupil's card before him, has nothing.
    assert outside.pupil(pupil).name == "王芳"
    assert not outside.pupil(pupil).special
    assert not holds(outside, SECRET)
    assert not holds(outside, flag)
    assert outside.list_records("attention") == []
    assert not outside.find(Query(SECRET)).rows
    assert "attention" not in desk_of(outside).store.queries.counts()
    assert [space.name for space in outside.spaces() if not space.private] == ["向阳小学"]
    with pytest.raises(AccessError):
        desk_of(outside).space(teacher.view(flag).space.space)
    # Nor has the relay that carried it.
    relay = (school.world.folder / "relay.db").read_bytes() + b"".join(
        path.read_bytes() for path in school.world.folder.glob("relay.db-*")
    )
    assert SECRET.encode() not in relay


def test_a_flag_goes_nowhere_else_and_ends_without_being_lost(school: School) -> None:
    head = school.head
    pupil = school.pupil("王芳")
    head.found_attention(school.home, "重点关注", [])
    with pytest.raises(AccessError) as refused:
        head.create("attention", {"name": "王芳"}, school.home)
    assert refused.value.code == "access.wrong_place"
    flag = head.flag(pupil)
    assert flag is not None
    assert head.flag(pupil) == flag
    head.unflag(pupil)
    assert not head.pupil(pupil).special
    assert head.view(flag).values["until"]
