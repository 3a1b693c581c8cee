"""What is begun on a page and not sent goes to the file by itself, and failures are said."""

import pytest
from PySide6.QtCore import QObject

from app.errors import StoreError
from app.ui.widgets.begun import Begun
from app.workspace.workspace import Workspace
from tests.helpers.windows import Stage


def test_words_reach_the_file_without_anybody_s_doing(stage: Stage) -> None:
    plan, owner = stage.plan(), QObject()
    words = {"new": ""}
    begun = Begun(stage.desk(), plan, lambda: words, owner)
    words["new"] = "半句"
    begun.touched()
    stage.settle(lambda: stage.teacher.begun(plan) == {"new": "半句"})
    words["new"] = ""
    assert begun.keep_and_wait()
    assert stage.teacher.begun(plan) == {}


def test_what_the_file_does_not_take_is_said_and_tried_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, owner = stage.plan(), QObject()
    begun = Begun(stage.desk(), plan, lambda: {"new": "半句"}, owner)

    def full(*_anything: object) -> None:
        raise StoreError("store.full")

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "keep_begun", full)
        assert not begun.keep_and_wait()
        begun.keep()
        stage.settle(lambda: bool(stage.shell.told))
    begun.keep()
    stage.settle(lambda: stage.teacher.begun(plan) == {"new": "半句"})
