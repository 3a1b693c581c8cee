"""One click chooses one person."""

from pytestqt.qtbot import QtBot

from app.ui.partner.choosing import PersonRow


def test_one_is_chosen_and_stays_so_when_the_row_is_drawn_anew(qtbot: QtBot) -> None:
    heard: list[str] = []
    row = PersonRow("谁来接手？", lambda: heard.append(row.chosen))
    qtbot.addWidget(row)
    row.show_people([("a", "李秀兰"), ("b", "王敏")])
    row.buttons["a"].click()
    row.buttons["b"].click()
    row.show_people([("b", "王敏"), ("c", "赵刚")])
    row.leave_out("c")

    assert heard == ["a", "b"]
    assert row.chosen == "b"
    assert row.buttons["b"].accessibleName() == "谁来接手？: 王敏"
    assert [one.isEnabled() for one in row.buttons.values()] == [True, False]
