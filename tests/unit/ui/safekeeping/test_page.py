"""The page holds its sections, and each shows itself when the page comes to the front."""

from PySide6.QtWidgets import QLabel

from app.ui.safekeeping.page import SECTIONS, SafekeepingPage
from tests.helpers.copies import with_card
from tests.helpers.windows import Stage, parts


def test_every_section_is_there_and_says_something(stage: Stage) -> None:
    with_card(stage.teacher)
    page = stage.show(SafekeepingPage(stage.desk(stage.teacher)))
    page.shown()
    stage.settle()
    assert len(page.sections) == len(SECTIONS)
    words = {label.text() for label in parts(page, QLabel) if label.isVisible()}
    assert stage.texts.say("safekeeping.no_copy") in words
    assert stage.texts.say("safekeeping.devices") in words
