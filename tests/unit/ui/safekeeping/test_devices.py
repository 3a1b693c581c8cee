"""This computer first, then what it was before, with the reason."""

import os

from PySide6.QtWidgets import QLabel

from app.ui.safekeeping.devices import DevicesSection
from app.workspace.devices import COPIED, REPAIRED, RESTORED, become_new_device
from tests.helpers.windows import Stage, parts
from tests.helpers.world import desk_of


def test_each_reason_has_its_words(stage: Stage) -> None:
    desk = desk_of(stage.teacher)
    for reason in (RESTORED, COPIED, REPAIRED):
        desk.owner.act_as(become_new_device(desk.store, desk.clock, os.urandom, reason))
    section = stage.show(DevicesSection(stage.desk(stage.teacher)))
    section.shown()
    stage.settle()
    lines = [label.text() for label in parts(section, QLabel)]
    assert any(line.startswith("这台电脑：") for line in lines)
    assert [sum(word in line for line in lines) for word in ("恢复时换掉", "也在用", "修复损坏时")] == [1, 1, 1]
