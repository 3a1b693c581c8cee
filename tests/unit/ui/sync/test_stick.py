"""The stick's window: two clicks out and in, and what went and came in words."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from app.errors import LinkError
from app.ui.main_window import MainWindow
from app.ui.sync.stick import StickDialog
from app.workspace import sticks
from app.workspace.views import CarryReport, Changes, StickReport
from app.workspace.workspace import Workspace
from tests.helpers.update_screens import found
from tests.helpers.windows import Stage


@pytest.fixture
def usb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick that is plugged in."""
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    monkeypatch.setattr(sticks, "removable_folders", lambda: [folder])
    return folder


def dialog_of(stage: Stage, workspace: Workspace | None = None) -> StickDialog:
    dialog = stage.show(StickDialog(stage.desk(workspace), stage.show(QPushButton()), lambda: None))
    stage.settle()
    return dialog


def press(stage: Stage, widget: QPushButton) -> None:
    """One click with the mouse on what can be seen."""
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    stage.settle()


def first_place(dialog: StickDialog) -> QPushButton:
    item = dialog.places.itemAt(0)
    assert item is not None
    widget = item.widget()
    assert isinstance(widget, QPushButton)
    return widget


def both_ways(stage: Stage, window: MainWindow) -> tuple[str, int]:
    """From the main window to the result of an exchange; the result, and the clicks that it took."""
    clicks = 0
    press(stage, window.foot.stick)
    clicks += 1
    dialog = next(child for child in window.children() if isinstance(child, StickDialog))
    stage.settle()
    press(stage, first_place(dialog))
    clicks += 1
    stage.settle(lambda: not dialog.outcome.isHidden())
    words = dialog.outcome.text()
    dialog.reject()
    dialog.setParent(None)
    return words, clicks


def test_a_plan_goes_from_window_to_window_in_two_clicks_each(stage: Stage, usb: Path) -> None:
    """Out on one laptop, in on the other, and no network in between."""
    stage.exchange()
    stage.world.weather.down = True
    plan = stage.teacher.create("lesson_plan", {"topic": "认识秋天"}, stage.world.shared())

    out, clicks_out = both_ways(stage, stage.window(stage.teacher))
    came, clicks_in = both_ways(stage, stage.window(stage.mentor))

    assert (clicks_out, clicks_in) == (2, 2)
    assert out.startswith("换好了：放上U盘 ")
    assert "合并了 1 条记录" in came
    assert stage.mentor.view(plan).title == "认识秋天"
    assert stage.failures == []


def test_without_a_stick_it_says_so_and_a_folder_can_be_chosen(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sticks, "removable_folders", list)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    stage.exchange()
    dialog = dialog_of(stage)

    press(stage, dialog.choose)
    stage.settle(lambda: not dialog.outcome.isHidden())

    item = dialog.places.itemAt(0)
    told = item.widget() if item is not None else None
    assert isinstance(told, QLabel)
    assert told.text() == stage.texts.say("stick.none_here")
    assert (tmp_path / "TONGXING").is_dir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    press(stage, dialog.choose)


@pytest.mark.parametrize("code", ["stick.gone", "stick.full", "stick.read_only", "stick.too_new"])
def test_what_fails_is_a_sentence_and_it_can_be_tried_again(
    stage: Stage, usb: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """Raised at once, or told with what was done before."""

    def fails(*_: object, **__: object) -> StickReport:
        raise LinkError(code)

    dialog = dialog_of(stage)
    monkeypatch.setattr(sticks, "exchange", fails)
    press(stage, first_place(dialog))
    assert stage.texts.say(f"{code}.what") in dialog.notice.text
    assert dialog.outcome.isHidden()

    report = StickReport(1, 0, 0, 0, 0, 0, Changes(), (code,))
    monkeypatch.setattr(sticks, "exchange", lambda *_: report)
    press(stage, first_place(dialog))
    assert stage.texts.say(f"{code}.what") in dialog.notice.text
    assert "1" in dialog.outcome.text()
    assert first_place(dialog).isEnabled()


def test_others_letters_are_offered_and_posted(stage: Stage, usb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = dialog_of(stage)
    assert dialog.carry.isHidden()
    monkeypatch.setattr(sticks, "exchange", lambda *_: StickReport(0, 0, 0, 2, 1, 3, Changes()))
    monkeypatch.setattr(sticks, "carry_letters", lambda *_: CarryReport(3, 0, 4_000, 9_000))
    press(stage, first_place(dialog))
    told = dialog.outcome.text()

    press(stage, dialog.carry)

    assert stage.texts.say("stick.on_relay", count=2) in told
    assert stage.texts.say("stick.letters_put") in told
    assert dialog.outcome.text().startswith("寄出了 3 封信")
    assert dialog.carry.isHidden()


def test_letters_that_could_not_be_posted_stay_on_offer(
    stage: Stage, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = dialog_of(stage)
    monkeypatch.setattr(sticks, "exchange", lambda *_: StickReport(0, 0, 0, 0, 0, 2, Changes()))
    monkeypatch.setattr(sticks, "carry_letters", lambda *_: CarryReport(1, 1, 10, 10, ("link.unreachable",)))
    press(stage, first_place(dialog))
    press(stage, dialog.carry)

    assert stage.texts.say("link.unreachable.what") in dialog.notice.text
    assert not dialog.carry.isHidden()


def test_closing_while_it_runs_stops_it(stage: Stage, usb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the piece that it is at; nothing is left hanging."""
    asked: list[bool] = []

    def waits(_desk: object, _folder: Path, _do: object, progress: object, stop: object) -> StickReport:
        assert callable(stop)
        assert callable(progress)
        progress(1, 4, "send")
        while not stop():
            pass
        asked.append(True)
        return StickReport(0, 0, 0, 0, 0, 0, Changes())

    dialog = dialog_of(stage)
    monkeypatch.setattr(sticks, "exchange", waits)
    QTest.mouseClick(first_place(dialog), Qt.MouseButton.LeftButton)
    assert not first_place(dialog).isEnabled()
    dialog.reject()
    stage.settle(lambda: bool(asked))

    assert asked == [True]


def test_a_newer_version_on_the_stick_is_a_quiet_line(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """It leads to the page of updates; nothing is taken by itself."""
    monkeypatch.setattr("app.ui.sync.stick.look_at_sticks", lambda: found(relay=False))
    dialog = dialog_of(stage)

    press(stage, dialog.newer)

    assert "0.2.0" in dialog.newer.text()
    assert stage.shell.calls[-1] == ("open_page", "updates")
    assert not dialog.isVisible()
