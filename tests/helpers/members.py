"""The dialog about a member, as a keeper opens it."""

from PySide6.QtWidgets import QWidget

from app.ui.people.member import MemberDialog
from tests.helpers.windows import Stage


def dialog_for(stage: Stage, name: str) -> MemberDialog:
    """What the mentor sees of the member of this name in the space of the two."""
    space = next(one for one in stage.mentor.spaces() if not one.private)
    member = next(one for one in space.members if one.name == name)
    dialog = MemberDialog(stage.desk(stage.mentor), space, member, stage.show(QWidget()))
    dialog.open()
    stage.settle()
    return dialog
