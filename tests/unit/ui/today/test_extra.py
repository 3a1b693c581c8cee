"""Cards of the start page that stand there only while they have something to say."""

from PySide6.QtWidgets import QLabel

from app.ui.extra_card import ExtraCard
from app.ui.matching.today import matching_card
from app.ui.today.extra import EXTRAS
from tests.helpers.windows import Stage


def test_a_card_is_there_while_something_waits(stage: Stage) -> None:
    found = ["一件事"]
    card = stage.show(
        ExtraCard(stage.desk(), "要紧的", "circle", lambda _workspace: found, lambda all_: [QLabel(w) for w in all_])
    )
    card.hide()
    card.shown()
    stage.settle()
    assert card.isVisible()
    found.clear()
    card.shown()
    stage.settle()
    assert not card.isVisible()


def test_the_matching_has_one_and_it_is_hidden_where_there_is_no_school(stage: Stage) -> None:
    assert matching_card in EXTRAS
    card = matching_card(stage.desk())
    card.shown()
    stage.settle()
    assert card.isHidden()
