"""A card keeps its head when its inside is drawn anew."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.partner.filled import Filled
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from tests.helpers.windows import parts


def test_the_head_stays(qtbot: QtBot) -> None:
    filled = Filled("会发生什么", "info")
    qtbot.addWidget(filled.card)
    filled.body.addWidget(label("先前"))
    empty(filled.body)
    filled.body.addWidget(label("现在"))

    shown = {one.text() for one in parts(filled.card, QLabel) if not one.isHidden() and one.text()}
    assert shown == {"会发生什么", "现在"}
