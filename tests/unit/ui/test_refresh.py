"""A burst of announcements redraws a page once."""

from pytestqt.qtbot import QtBot

from app.ids import RecordId
from app.ui.refresh import News
from app.workspace.views import Changes


def test_announcements_of_one_turn_come_as_one(qtbot: QtBot) -> None:
    """With all that changed in it."""
    news, heard = News(), list[Changes]()
    news.changed.connect(heard.append)
    news.announce(Changes(frozenset({RecordId("a")})))
    news.announce(Changes(frozenset({RecordId("b")}), sync=True))
    qtbot.waitUntil(lambda: bool(heard))
    news.announce(Changes(spaces=True))
    qtbot.waitUntil(lambda: len(heard) == 2)

    assert heard[0] == Changes(frozenset({RecordId("a"), RecordId("b")}), sync=True)
    assert heard[1] == Changes(spaces=True)
