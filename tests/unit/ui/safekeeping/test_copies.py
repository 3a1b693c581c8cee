"""Copying, trying out and restoring from the page; each ends in words."""

import pytest

from app.ui.safekeeping.copies import CopiesSection
from app.workspace.safekeeping import Repair, note_repair
from tests.helpers.copies import copy_files, harm, with_card
from tests.helpers.windows import Stage
from tests.helpers.world import desk_of


@pytest.fixture
def section(stage: Stage) -> CopiesSection:
    with_card(stage.teacher)
    made = stage.show(CopiesSection(stage.desk(stage.teacher)))
    made.shown()
    stage.settle()
    return made


def test_a_copy_is_made_shown_and_tried_out(stage: Stage, section: CopiesSection) -> None:
    assert section.beside.text() == stage.texts.say("safekeeping.beside_none")
    section.now.click()
    assert not section.now.isEnabled()
    stage.settle(section.now.isEnabled)
    assert len(copy_files(stage.teacher)) == 1
    assert section.last.text() != stage.texts.say("safekeeping.no_copy")
    section.test.click()
    stage.settle(section.now.isEnabled)
    assert section.notice.text == stage.texts.say("safekeeping.test_passed", records=stage_records(stage))
    harm(copy_files(stage.teacher)[-1], 20_000)
    section.test.click()
    stage.settle(section.now.isEnabled)
    assert section.notice.text == stage.texts.say("safekeeping.test_failed")


def stage_records(stage: Stage) -> int:
    """How many records the teacher has."""
    return len(stage.teacher.list_records(limit=1000))


def test_a_copy_goes_to_a_folder_and_comes_back(stage: Stage, section: CopiesSection) -> None:
    section.copy_to(stage.folder)
    stage.settle(section.now.isEnabled)
    stage.settle()
    assert str(stage.folder) in section.beside.text()
    section.restore(copy_files(stage.teacher)[-1], "")
    stage.settle(section.now.isEnabled)
    assert section.notice.text.startswith("恢复好了：0 条")


def test_a_file_that_is_none_is_explained(stage: Stage, section: CopiesSection) -> None:
    (stage.folder / "x.tongxing").write_bytes(b"PK")
    section.restore(stage.folder / "x.tongxing", "1234")
    stage.settle(section.now.isEnabled)
    assert "不是“同行”的备份" in section.notice.text


def test_what_became_of_a_damaged_store_is_told_until_it_was_read(stage: Stage, section: CopiesSection) -> None:
    note_repair(desk_of(stage.teacher).store, Repair(1, "2026-11-20", 2, 1, 3, "damaged-1"))
    section.shown()
    stage.settle()
    assert stage.texts.say("safekeeping.repaired", day="11月20日") in section.repair.text
    assert "damaged-1" in section.repair.text
    section.repair.clear()
    stage.settle()
    assert stage.teacher.safekeeping().repair is None
