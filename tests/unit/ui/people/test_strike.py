"""A keeper strikes out a member's laptop, from what he sees of the member."""

from PySide6.QtWidgets import QPushButton

from app.ui.people.member import MemberDialog
from app.ui.people.strike import SHOWN
from tests.helpers.members import dialog_for
from tests.helpers.stories import device_of
from tests.helpers.windows import Stage, parts


def strikes(stage: Stage, dialog: MemberDialog) -> list[QPushButton]:
    return [one for one in parts(dialog, QPushButton) if one.text() == stage.texts.say("striking.do")]


def test_a_members_laptop_is_struck_out_after_a_question(stage: Stage) -> None:
    dialog = dialog_for(stage, "李秀兰")
    (strike,) = strikes(stage, dialog)
    device = device_of(stage.teacher).hex()
    assert strike.accessibleName() == stage.texts.say("striking.do_of", name=device[:SHOWN])
    sure = dialog.open_strike(device)
    stage.settle()
    sure.go.click()
    stage.settle(lambda: not dialog.isVisible())

    space = next(one for one in stage.mentor.spaces() if not one.private)
    assert [member.devices for member in space.members if member.name == "李秀兰"] == [()]


def test_ones_own_laptops_are_not_struck_out_here(stage: Stage) -> None:
    """They stand on the safekeeping page, which knows the one that one works with."""
    assert strikes(stage, dialog_for(stage, "王敏")) == []
