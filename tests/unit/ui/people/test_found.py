"""Founding a space."""

from PySide6.QtWidgets import QWidget

from app.ui.people.found import FoundDialog
from tests.helpers.windows import Stage


def test_a_name_and_a_card(stage: Stage) -> None:
    """A damaged card is told, and nothing is made."""
    alone = stage.world.person("赵老师")
    dialog = FoundDialog(stage.desk(alone), stage.show(QWidget()))
    dialog.open()
    empty = dialog.go.isEnabled()
    dialog.name.setText("数学组")
    dialog.card.insertPlainText("TR1-AAAA")
    dialog.begin()
    stage.settle(lambda: dialog.notice.text != "")
    trouble = dialog.notice.text
    dialog.card.selectAll()
    dialog.card.insertPlainText(stage.world.card)
    dialog.begin()
    stage.settle(lambda: not dialog.isVisible())

    assert not empty
    assert stage.texts.say("relay_card.damaged.what") in trouble
    assert [space.name for space in alone.spaces() if not space.private] == ["数学组"]
