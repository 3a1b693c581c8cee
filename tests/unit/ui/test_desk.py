"""A page asks its desk, and a failure is told where the page says, else by the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from app import logs
from app.errors import Bug, StoreError
from app.ui.desk import explained
from tests.helpers.windows import Stage


def test_an_answer_comes_back_and_a_failure_is_told(stage: Stage) -> None:
    """By the window when nobody else wants it."""
    desk, owner = stage.desk(), QObject()
    names: list[str] = []
    here: list[str] = []

    def fail(_workspace: object) -> None:
        raise StoreError("store.full")

    desk.ask(owner, lambda workspace: workspace.me.name, names.append)
    desk.ask(owner, fail)
    desk.ask(owner, fail, failed=lambda sentence: here.append(sentence.what))
    stage.settle()

    assert names == ["李秀兰"]
    assert [sentence.what for sentence in stage.shell.told] == here == [stage.texts.say("store.full.what")]


def test_a_page_whose_person_has_signed_out_asks_nothing_more(stage: Stage) -> None:
    """An answer that was under way comes to it, and what it would ask next is neither run nor told as a failure."""
    desk, owner, heard = stage.desk(), QObject(), list[str]()

    def go_on(name: str) -> None:
        heard.append(name)
        desk.ask(owner, lambda workspace: workspace.today(), lambda _: heard.append("more"))

    desk.ask(owner, lambda workspace: workspace.me.name, go_on)
    stage.tasks.do(stage.teacher.close)
    stage.settle()

    assert heard == ["李秀兰"]
    assert stage.shell.told == []


@pytest.mark.parametrize("error", [ValueError("王老师的孩子"), Bug("bug", "x")])
def test_our_mistakes_have_one_sentence_and_are_logged_without_a_word(
    stage: Stage, tmp_path: Path, error: Exception
) -> None:
    """What an exception says may hold anybody's words."""
    logs.start_log(tmp_path)

    assert explained(stage.texts, error).what == stage.texts.say("bug.what")
    written = (tmp_path / "tongxing.log").read_text("utf-8")
    assert ("ValueError" in written) or ("bug" in written)
    assert "王老师" not in written
