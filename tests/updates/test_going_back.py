"""A person's file that a newer version has changed: the older one says so and changes nothing, and nothing is lost."""

from pathlib import Path

import pytest

from app.errors import StoreError
from app.store import migrations
from tests.helpers.world import World

LATER = "9001_later"


def test_an_older_program_meets_a_newer_file_and_loses_nothing(tmp_path: Path) -> None:
    """Before the form changes a copy is made; after going forward again everything of both versions is there."""
    world = World(tmp_path)
    teacher = world.person("李秀兰")
    first = teacher.create("lesson_plan", {"topic": "秋天"})
    folder = tmp_path / "李秀兰"
    with pytest.MonkeyPatch.context() as newer:
        newer.setitem(migrations.STEPS, LATER, ("CREATE TABLE later (word TEXT)",))
        teacher = world.reopen("李秀兰")
        second = teacher.create("lesson_plan", {"topic": "冬天"})
        teacher.close()
    written = (folder / "store.db").read_bytes()

    with pytest.raises(StoreError) as caught:
        world.reopen("李秀兰")

    assert caught.value.code == "store.too_new"
    assert (folder / "store.db").read_bytes() == written
    aside = folder / f"store.db.before-{LATER}"
    assert aside.stat().st_size > 0

    with pytest.MonkeyPatch.context() as newer:
        newer.setitem(migrations.STEPS, LATER, ("CREATE TABLE later (word TEXT)",))
        teacher = world.reopen("李秀兰")
        assert [teacher.view(record).values["topic"] for record in (first, second)] == ["秋天", "冬天"]
        world.close()


def test_the_copy_from_before_opens_with_the_older_program(tmp_path: Path) -> None:
    """What was written until the update, if nobody has the newer version any more."""
    world = World(tmp_path)
    record = world.person("李秀兰").create("lesson_plan", {"topic": "秋天"})
    path = tmp_path / "李秀兰" / "store.db"
    with pytest.MonkeyPatch.context() as newer:
        newer.setitem(migrations.STEPS, LATER, ("CREATE TABLE later (word TEXT)",))
        world.reopen("李秀兰").close()

    path.with_name(f"store.db.before-{LATER}").replace(path)
    teacher = world.reopen("李秀兰")

    assert teacher.view(record).values["topic"] == "秋天"
    world.close()
