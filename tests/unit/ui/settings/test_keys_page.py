"""The page shows every key of the list."""

from PySide6.QtWidgets import QLabel

from app.ui.keys import KEYS, written
from app.ui.settings.keys_page import KeysPage
from tests.helpers.windows import Stage, parts


def test_every_key_stands_on_the_page_with_what_it_does(stage: Stage) -> None:
    """As this computer writes it."""
    page = stage.show(KeysPage(stage.desk()))
    words = {label.text() for label in parts(page, QLabel)}

    assert {written(key.name) for key in KEYS} <= words
    assert {stage.texts.say(f"keys.{key.name}") for key in KEYS} <= words
