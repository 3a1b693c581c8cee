"""The input for pictures and files."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from app.records.edits import Mark
from app.records.fields import LIMIT, File
from app.records.files import all_attached
from app.records.label import Label
from app.ui.forms import files as module
from app.ui.forms.around import Around
from app.ui.forms.files import FilesInput
from app.workspace.attachments import NewFile
from tests.helpers.inputs import Tried
from tests.helpers.kinds import a_file
from tests.helpers.photographs import blackboard, encoded
from tests.helpers.windows import Stage

FIELD = File("k", "k", Label("附件", "Attachments"))


def pressed(input_: FilesInput | object, part: str) -> None:
    """Press the button whose accessible name, or words, hold a text."""
    assert isinstance(input_, FilesInput)
    buttons: list[QAbstractButton] = list(input_.findChildren(QAbstractButton))
    next(one for one in buttons if part in (one.accessibleName() or one.text()) and one.isVisible()).click()


def test_a_file_is_taken_out_and_put_back_in_its_place(stage: Stage) -> None:
    """What leaves is a mark of that one file, and the same mark again."""
    tried = Tried(stage, FIELD)
    one, other = a_file("黑板.jpg", 1), a_file("签到.png", 2, "png")
    tried.input.show_value([one.member(), other.member()])
    stage.settle()
    pressed(tried.input, stage.texts.say("files.remove", name="黑板.jpg"))
    pressed(tried.input, stage.texts.say("files.undo"))

    assert tried.edits == [Mark("k", one.member(), False), Mark("k", one.member())]
    assert isinstance(tried.input, FilesInput)
    assert [file.name for file in tried.input._files] == ["黑板.jpg", "签到.png"]


def test_nobody_changes_what_she_may_only_read(stage: Stage) -> None:
    tried = Tried(stage, FIELD)
    tried.input.show_value([a_file("黑板.jpg").member()])
    tried.input.set_editable(False)
    stage.settle()

    assert isinstance(tried.input, FilesInput)
    assert not tried.input.add.isVisible()
    buttons: list[QAbstractButton] = list(tried.input.findChildren(QAbstractButton))
    names = [one.accessibleName() for one in buttons if one.isVisible()]
    assert stage.texts.say("files.remove", name="黑板.jpg") not in names


def test_a_full_field_says_so(stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "choose_files", lambda *_: [tmp_path / "a.jpg"])
    tried = Tried(stage, FIELD)
    tried.input.show_value([a_file(f"{number}.jpg", number).member() for number in range(LIMIT[File])])
    pressed(tried.input, stage.texts.say("files.add"))

    assert [error.code for error in tried.refusals if error] == ["record.too_many_rows"]


class Attaching:
    """A field of a real plan; the dialog is answered with yes at once."""

    def __init__(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stage, self.plan = stage, stage.plan()
        view = stage.teacher.view(self.plan)
        assert view.kind is not None
        self.input = FilesInput(
            view.kind.field("attachments"), "attachments", Around(stage.desk(), self.plan, view.kind)
        )
        stage.show(self.input)
        monkeypatch.setattr(module, "ask_and_add", self._yes)

    def _yes(self, _parent: object, _desk: object, field: File, handed: list[object], _room: int, add: object) -> None:
        from app.ui.forms.adding import prepare

        assert callable(add)
        add([prepare(one, field, "粘贴的图片").file for one in handed])  # type: ignore[arg-type]  # as handed in

    def names(self) -> list[str]:
        self.stage.settle()
        return [file.name for file in all_attached(self.stage.teacher.view(self.plan).values.get("attachments"))]


def test_a_picture_is_added_by_dropping_it(stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    attaching = Attaching(stage, monkeypatch)
    photo = tmp_path / "黑板.png"
    photo.write_bytes(encoded(blackboard(300, 200), "png"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo))])
    left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entered = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, mime, left, none)
    attaching.input.dragEnterEvent(entered)
    attaching.input.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, left, none))

    assert entered.isAccepted()
    assert attaching.names() == ["黑板.jpg"]


def test_a_picture_is_pasted_from_the_clipboard(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    attaching = Attaching(stage, monkeypatch)
    QGuiApplication.clipboard().setImage(blackboard(300, 200))
    stage.settle()
    pressed(attaching.input, stage.texts.say("files.paste"))

    assert attaching.names() == ["粘贴的图片.jpg"]


def test_what_is_not_here_can_be_fetched_and_is_shown_when_it_came(stage: Stage) -> None:
    """The mentor's form: a sheet and a button, then the picture itself."""
    plan = stage.plan()
    stage.teacher.attach(plan, "attachments", [NewFile("黑板.jpg", "jpeg", encoded(blackboard(300, 200)))])
    stage.teacher.fetch_files()
    stage.teacher.visit()
    stage.mentor.visit()
    view = stage.mentor.view(plan)
    assert view.kind is not None
    desk = stage.desk(stage.mentor)
    shown = stage.show(FilesInput(view.kind.field("attachments"), "attachments", Around(desk, plan, view.kind)))
    shown.show_value(view.values["attachments"])
    stage.settle()
    card = next(iter(shown._cards.values()))
    assert card.fetch.isVisible()

    card.fetch.click()
    stage.settle()
    assert ("sync_now", "") in stage.shell.calls
    report = stage.mentor.visit()
    desk.news.announce(report.changes)
    stage.settle(lambda: bool(shown._small))
    assert not card.fetch.isVisible()
