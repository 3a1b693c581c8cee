"""This computer first, then what it was before, with the reason."""

import os

from PySide6.QtWidgets import QLabel, QPushButton

from app.ui.people.sure import SureDialog
from app.ui.safekeeping.devices import DevicesSection
from app.workspace.devices import COPIED, REPAIRED, RESTORED, become_new_device
from tests.helpers.laptops import second_laptop
from tests.helpers.stories import device_of
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


def test_another_laptop_is_struck_out_after_a_question_that_says_what_it_does_not_do(stage: Stage) -> None:
    other = second_laptop(stage.world, "李秀兰")
    section = stage.show(DevicesSection(stage.desk(other)))
    section.shown()
    stage.settle(lambda: bool(parts(section, QPushButton)))
    (strike,) = parts(section, QPushButton)
    gone = device_of(stage.teacher).hex()
    assert gone[:8] in strike.accessibleName()
    strike.click()
    (sure,) = parts(section, SureDialog)
    said = {label.text() for label in parts(sure, QLabel)}
    assert {stage.texts.say(f"striking.{line}", name="") for line in ("what_own", "keeps_own", "opened")} <= said
    sure.go.click()
    stage.settle(lambda: not any(one.isVisible() for one in parts(section, QPushButton)))

    lines = [label.text() for label in parts(section, QLabel)]
    assert stage.texts.say("striking.struck", name=gone[:8]) in lines
    assert all(gone not in member.devices for space in other.spaces() for member in space.members)
