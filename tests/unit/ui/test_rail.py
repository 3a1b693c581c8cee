"""The way to every page."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.records.groups import GROUPS
from app.records.kinds import ALL
from app.records.registry import Registry
from app.text import Texts
from app.ui.group_pages import GROUP, shown_groups
from app.ui.rail import FIND, PEOPLE, REVIEWS, SAFEKEEPING, SETTINGS, TODAY, Rail
from app.ui.theme.colours import LIGHT
from app.ui.theme.style import apply_theme
from tests.helpers.themes import clear_away, light_again


def test_every_group_that_has_lists_has_an_entry(qtbot: QtBot) -> None:
    """A group without lists is no way to anywhere."""
    rail = Rail(Texts("en"), Registry(ALL), "Li & Wang")
    qtbot.addWidget(rail)
    chosen: list[str] = []
    rail.chosen.connect(chosen.append)
    names = [TODAY, *(GROUP + group for group in shown_groups(Registry(ALL))), REVIEWS, PEOPLE, SAFEKEEPING, SETTINGS]
    for name in names:
        rail.entry(name).click()

    assert chosen == names
    assert all(rail.entry(name).text() for name in names)


def test_the_page_in_front_is_marked_and_a_page_without_entry_marks_none(qtbot: QtBot) -> None:
    """A list is marked by its group; an open record is in no list of the rail."""
    rail = Rail(Texts("zh"), Registry(ALL), "李秀兰")
    qtbot.addWidget(rail)
    rail.show_chosen(PEOPLE)
    first = rail.entry(PEOPLE).isChecked()
    rail.show_chosen("list:plc_meeting")
    second = rail.entry(GROUP + "plc").isChecked()
    rail.show_chosen("record:x")

    assert first
    assert second
    assert not rail.entry(GROUP + "plc").isChecked()
    assert not rail.entry(PEOPLE).isChecked()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_entry_is_in_sight_on_a_low_screen_at_the_largest_words(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """1366x768 less the system's bar and the line at the foot, at 150 %, with every group that there will be."""
    monkeypatch.setattr("app.ui.rail.shown_groups", lambda _kinds: list(GROUPS))
    clear_away()
    apply_theme(qapp, LIGHT, 150)
    rail = Rail(Texts(language), Registry(ALL), "李秀兰")
    qtbot.addWidget(rail)
    rail.resize(rail.width(), 650)
    rail.show()
    qapp.processEvents()
    names = [FIND, TODAY, *(GROUP + group for group in GROUPS), REVIEWS, PEOPLE, SAFEKEEPING, SETTINGS]
    shown = [rail.entry(name) for name in names]
    hidden = [entry.text() for entry in shown if entry.visibleRegion().boundingRect() != entry.rect()]
    light_again(qapp)

    assert hidden == []
