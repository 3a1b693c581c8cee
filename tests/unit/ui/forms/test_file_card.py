"""One attached file: small picture, name, size, and where its content is."""

from PySide6.QtGui import QPixmap

from app.ui.forms.file_card import FileCard
from app.workspace.attachments import FileState, Presence
from tests.helpers.kinds import a_file
from tests.helpers.windows import Stage


def test_what_is_missing_says_so_and_is_fetched_by_its_face_or_its_button(stage: Stage) -> None:
    card = stage.show(FileCard(a_file("黑板.jpg"), stage.desk(), "王敏", editable=True))
    asked: list[str] = []
    card.fetched.connect(lambda: asked.append("fetched"))
    card.opened.connect(lambda: asked.append("opened"))

    card.dress(FileState(Presence.WAITS), None)
    assert card.state.text() == stage.texts.say("files.waits")
    assert (card.fetch.isVisible(), card.save.isVisible()) == (True, False)
    card.face.click()
    card.fetch.click()
    card.dress(FileState(Presence.ASKED, 40), None)
    assert not card.fetch.isVisible()

    card.dress(FileState(Presence.HERE, 100), QPixmap(20, 20))
    assert (card.state.isVisible(), card.save.isVisible()) == (False, True)
    card.face.click()
    assert asked == ["fetched", "fetched", "opened"]
    assert "黑板.jpg" in card.face.accessibleName()


def test_every_presence_has_its_words(stage: Stage) -> None:
    for presence in Presence:
        card = FileCard(a_file("黑板.jpg"), stage.desk(), "", editable=False)
        card.dress(FileState(presence, 50), None)
        assert bool(card.state.text()) is presence.missing
