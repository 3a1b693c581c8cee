"""The tickets that were put on sticks before."""

from PySide6.QtWidgets import QLabel, QPushButton

from app.ui.kit.prepared import PreparedCard
from app.workspace.kits import PreparedTicket
from tests.helpers.windows import Stage, parts


def ticket(name: str, state: str) -> PreparedTicket:
    """Made for somebody, in the year of the test's clock."""
    return PreparedTicket(name, name, "KWRT-7MHX", "tickets/1.txk", 1, ("向阳小学",), 1_790_000_000, state)


def test_each_says_what_became_of_it(stage: Stage) -> None:
    """Only one that is open can be read out again, or closed."""
    card = stage.show(PreparedCard(stage.desk()))
    card.show_tickets([ticket(state, state) for state in ("open", "used", "withdrawn", "ended")])
    stage.settle()
    wanted: list[PreparedTicket] = []
    card.show_code.connect(wanted.append)
    said = " ".join(one.text() for one in parts(card, QLabel))
    buttons = [one for one in parts(card, QPushButton) if one.isVisible()]
    buttons[0].click()

    assert stage.texts.say("kit.state_used") in said
    assert stage.texts.say("kit.state_withdrawn") in said
    assert len(buttons) == 2
    assert [one.name for one in wanted] == ["open"]
    assert "KWRT-7MHX" not in said


def test_without_any_it_is_not_there(stage: Stage) -> None:
    card = stage.show(PreparedCard(stage.desk()))
    card.show_tickets([])

    assert card.isHidden()
