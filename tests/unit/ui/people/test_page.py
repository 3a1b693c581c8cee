"""Spaces and their members; who keeps a space may invite."""

from PySide6.QtWidgets import QLabel, QPushButton

from app.ui.people.page import PeoplePage
from tests.helpers.windows import Stage, parts


def words(page: PeoplePage) -> set[str]:
    """Everything that can be seen."""
    return {label.text() for label in parts(page, QLabel) if label.isVisible()}


def test_members_with_their_roles(stage: Stage) -> None:
    """Only the keeper has the button to invite."""
    mine, hers = (stage.show(PeoplePage(stage.desk(who))) for who in (stage.teacher, stage.mentor))
    for page in (mine, hers):
        page.shown()
    stage.settle(lambda: bool(mine.cards and hers.cards))
    invites = [
        [one for one in parts(page, QPushButton) if one.text() == stage.texts.say("people.invite")]
        for page in (mine, hers)
    ]

    assert {"秀兰和王敏", "李秀兰（我）", "王敏", "可以写", "管理人"} <= words(mine)
    assert [len(found) for found in invites] == [0, 1]


def test_somebody_without_a_space_is_told_how_to_come_to_one(stage: Stage) -> None:
    """And what the relay cannot read."""
    page = stage.show(PeoplePage(stage.desk(stage.world.person("赵老师"))))
    page.shown()
    stage.settle()

    assert {stage.texts.say(f"people.lesson_{key}") for key in ("join", "found", "keys")} <= words(page)


def test_the_dialogs_open(stage: Stage) -> None:
    """Each from its button."""
    page = stage.show(PeoplePage(stage.desk(stage.mentor)))
    space = next(one for one in stage.mentor.spaces() if not one.private)
    dialogs = [page.open_join(), page.open_found(), page.open_ticket(space)]
    stage.settle()

    assert all(dialog.isVisible() for dialog in dialogs)
    for dialog in dialogs:
        dialog.reject()
