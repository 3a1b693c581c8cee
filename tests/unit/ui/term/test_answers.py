"""The page of answers: what an office asks, and that the program has no such view."""

from PySide6.QtWidgets import QLabel

from app.ui.term.answers import QUESTIONS, AnswersPage
from tests.helpers.windows import Stage, parts


def test_who_writes_least_is_answered_first(stage: Stage) -> None:
    """Plainly; every question has its answer, and one click leads back."""
    page = stage.show(AnswersPage(stage.desk()))
    page.shown()
    words = [one.text() for one in parts(page, QLabel)]
    page.back.click()

    assert QUESTIONS[0] == "who_least"
    assert stage.texts.say("answers.who_least_said") in words
    assert all(stage.texts.say(f"answers.{question}") in words for question in QUESTIONS)
    assert stage.shell.calls == [("open_page", "progress")]
