"""A keeper changes a role, or removes somebody after being asked."""

from PySide6.QtWidgets import QLabel

from app.ui.people.ticket import ROLES
from tests.helpers.members import dialog_for
from tests.helpers.windows import Stage, parts


def roles(stage: Stage) -> dict[str, str]:
    space = next(one for one in stage.mentor.spaces() if not one.private)
    return {member.name: member.role for member in space.members}


def test_another_role(stage: Stage) -> None:
    dialog = dialog_for(stage, "李秀兰")
    assert not dialog.go.isEnabled()
    dialog.role.setCurrentIndex(ROLES.index("commenter"))
    dialog.go.click()
    stage.settle(lambda: not dialog.isVisible())
    assert roles(stage) == {"王敏": "keeper", "李秀兰": "commenter"}


def test_removing_asks_and_says_plainly_what_happens(stage: Stage) -> None:
    dialog = dialog_for(stage, "李秀兰")
    sure = dialog.open_sure()
    stage.settle()
    told = {label.text() for label in parts(sure, QLabel)}
    assert {stage.texts.say(f"people.remove_{line}", name="李秀兰") for line in ("keeps", "later")} <= told
    assert roles(stage) == {"王敏": "keeper", "李秀兰": "writer"}
    sure.go.click()
    stage.settle(lambda: not dialog.isVisible())
    assert roles(stage) == {"王敏": "keeper"}


def test_nobody_removes_himself_here(stage: Stage) -> None:
    """That is leaving, which stands on the card."""
    assert dialog_for(stage, "王敏").remove.isHidden()
