"""A section's card is named for who cannot see it."""

from pytestqt.qtbot import QtBot

from app.ui.safekeeping.card import SectionCard


def test_a_card_bears_its_title(qtbot: QtBot) -> None:
    card = SectionCard("备份", "copy")
    qtbot.addWidget(card)
    assert card.accessibleName() == "备份"
