"""Posting a stick's letters from the gate: nobody signs in, and what came of it is said."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.errors import LinkError
from app.paths import open_home
from app.ui.start.gate import Gate
from app.ui.start.post import PostDialog
from app.ui.tasks import Stop
from app.workspace import sticks
from app.workspace.signing_in import People
from app.workspace.views import CarryReport
from tests.helpers.stories import plan_of, settle
from tests.helpers.windows import Stage


@pytest.fixture
def usb(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick with a letter of the teacher's, plugged into a laptop on which nobody is known."""
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    monkeypatch.setattr(sticks, "removable_folders", lambda: [folder])
    settle(stage.teacher, stage.mentor)
    plan_of(stage.teacher, stage.world)
    stage.teacher.exchange_with_stick(folder)
    return folder


def opened(stage: Stage, tmp_path: Path) -> PostDialog:
    gate = stage.show(Gate(People(open_home(tmp_path / "home"), stage.world.clock), stage.tasks, stage.texts, []))
    gate.post.click()
    stage.settle()
    return next(child for child in gate.children() if isinstance(child, PostDialog))


def posting(monkeypatch: pytest.MonkeyPatch, answer: CarryReport | LinkError) -> list[Path]:
    """Stands for the network; where the letters lay."""
    posted: list[Path] = []

    def carried(folder: Path, _stop: Stop) -> CarryReport:
        posted.append(folder)
        if isinstance(answer, LinkError):
            raise answer
        return answer

    monkeypatch.setattr(sticks, "carry_letters", carried)
    return posted


def test_two_clicks_post_what_lies_on_the_stick(
    stage: Stage, usb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the stick's name stands how many; afterwards how many went, and to give the stick back."""
    posted = posting(monkeypatch, CarryReport(1, 0, 3_000, 200))
    dialog = opened(stage, tmp_path)
    item = dialog.places.itemAt(0)
    place = item.widget() if item is not None else None
    assert isinstance(place, QPushButton)
    assert place.text() == stage.texts.say("stick.post_from", name="KINGSTON", count=1)
    place.click()
    stage.settle()

    assert posted == [usb]
    assert dialog.notice.text.startswith("寄出了 1 封信")
    assert dialog.choose.isEnabled()
    assert dialog.height() <= 600


def test_without_a_stick_it_says_so(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sticks, "removable_folders", list)
    dialog = opened(stage, tmp_path)
    item = dialog.places.itemAt(0)
    says = item.widget() if item is not None else None

    assert isinstance(says, QLabel)
    assert says.text() == stage.texts.say("stick.post_none")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (LinkError("stick.none"), "stick.none.what"),
        (CarryReport(0, 1, 0, 0, ("link.unreachable",)), "link.unreachable.what"),
        (CarryReport(0, 0, 0, 0), "stick.post_nothing"),
    ],
)
def test_what_cannot_be_posted_is_said_in_the_dialog(
    stage: Stage, usb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: CarryReport | LinkError, told: str
) -> None:
    posting(monkeypatch, answer)
    dialog = opened(stage, tmp_path)
    dialog.post(usb)
    stage.settle()

    assert stage.texts.say(told) in dialog.notice.text
    assert dialog.closing.text() == stage.texts.say("ui.close")


def test_closing_stops_after_the_letter_that_is_on_its_way(
    stage: Stage, usb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stops: list[bool] = []

    def waiting(_folder: Path, stop: Stop) -> CarryReport:
        stage.tasks.on_main(dialog, dialog.reject)
        while not stop():
            pass
        stops.append(stop())
        return CarryReport(0, 1, 0, 0)

    monkeypatch.setattr(sticks, "carry_letters", waiting)
    dialog = opened(stage, tmp_path)
    dialog.post(usb)
    assert dialog.closing.text() == stage.texts.say("sync.stop")
    stage.settle(lambda: bool(stops))

    assert stops == [True]
    assert not dialog.isVisible()
