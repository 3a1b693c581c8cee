"""The way to every page."""

from pytestqt.qtbot import QtBot

from app.records.kinds import ALL
from app.records.registry import Registry
from app.text import Texts
from app.ui.rail import LIST, PEOPLE, REVIEWS, SAFEKEEPING, SETTINGS, TODAY, Rail


def test_every_kind_that_stands_alone_has_an_entry(qtbot: QtBot) -> None:
    """Comments and steps stand beside other records, and have none."""
    rail = Rail(Texts("en"), Registry(ALL), "Li & Wang")
    qtbot.addWidget(rail)
    chosen: list[str] = []
    rail.chosen.connect(chosen.append)
    names = [TODAY, *(LIST + kind.key for kind in ALL if kind.alone), REVIEWS, PEOPLE, SAFEKEEPING, SETTINGS]
    for name in names:
        rail.entry(name).click()

    assert chosen == names
    assert all(rail.entry(name).text() for name in names)


def test_the_page_in_front_is_marked_and_a_page_without_entry_marks_none(qtbot: QtBot) -> None:
    """An open record is in no list of the rail."""
    rail = Rail(Texts("zh"), Registry(ALL), "李秀兰")
    qtbot.addWidget(rail)
    rail.show_chosen(PEOPLE)
    first = rail.entry(PEOPLE).isChecked()
    rail.show_chosen("record:x")

    assert first
    assert not rail.entry(PEOPLE).isChecked()
