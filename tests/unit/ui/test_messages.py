"""Calm dialogs, and the net under everything."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from app.text import Sentence
from app.ui.messages import LastNet, confirm, tell
from tests.helpers.windows import Stage, parts


def answer(word: str, seen: list[str]) -> None:
    """Press the button with this word on the dialog that will open."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.extend(label.text() for label in parts(dialog, QLabel) if label.text())
        assert dialog.height() <= 600
        next(button for button in parts(dialog, QPushButton) if button.text() == word).click()

    QTimer.singleShot(50, press)


def test_a_failure_is_told_in_its_parts(stage: Stage) -> None:
    """And waits until it is read."""
    seen: list[str] = []
    answer("知道了", seen)
    tell(stage.show(QWidget()), stage.texts, Sentence("出了事。", "都在。", "再试。"))

    assert "出了事。" in seen
    assert "都在。再试。" in seen


def test_a_question_is_answered_by_its_verb_or_not_at_all(stage: Stage) -> None:
    """The button says what it does."""
    parent, seen = stage.show(QWidget()), list[str]()
    answer("分享", seen)
    yes = confirm(parent, stage.texts, "分享？", "他们会看到。", "分享")
    answer("取消", seen)
    no = confirm(parent, stage.texts, "分享？", "他们会看到。", "分享")

    assert (yes, no) == (True, False)
    assert "他们会看到。" in seen


def test_what_nobody_caught_is_said_once_without_a_traceback(stage: Stage) -> None:
    """A second failure while the first is being said is only logged."""
    said: list[Sentence] = []

    def show(sentence: Sentence) -> None:
        said.append(sentence)
        net.failed(ValueError("while saying"))

    net = LastNet(lambda: stage.texts, show)
    net.caught(ValueError, ValueError("内部"), None)

    assert [sentence.what for sentence in said] == [stage.texts.say("bug.what")]
