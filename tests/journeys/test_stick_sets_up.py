"""One stick sets up a school: prepared in the mentor's window, a first start from it on a computer without a network,
the first plan written there, brought back on the stick, and read by the mentor. Real windows (offscreen), real files.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.paths import open_home
from app.ui.kit.page import KitPage
from app.ui.main_window import MainWindow
from app.ui.sharing.dialog import ShareDialog
from app.ui.start.gate import Gate
from app.ui.sync.stick import StickDialog
from app.ui.today.welcome import WelcomeCard
from app.ui.widgets.text_boxes import LineBox
from app.workspace import invitations
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.hands import Hand, form_in_front
from tests.helpers.kit_screens import cheap_codes
from tests.helpers.windows import Stage, commit, parts, press, stage, type_keys

__all__ = ["stage"]


def prepare(stage: Stage, window: MainWindow, stick: Path) -> str:
    """In the mentor's window, from the space's own button; gives the code that is told by telephone."""
    window.open_page(f"kit:{stage.world.shared().hex()}")
    page = window.page(f"kit:{stage.world.shared().hex()}")
    assert isinstance(page, KitPage)
    stage.settle(lambda: bool(page.persons.rows))
    commit(page.persons.rows[0].name, "张桂芳")
    page.stick.take(stick)
    stage.settle(lambda: page.write.isEnabled())
    page.write.click()
    stage.settle(lambda: bool(page.codes.codes))
    return page.codes.codes[0].code


def begin(stage: Stage, home: Path, code: str) -> Workspace:
    """On another computer: the stick is found by itself; code, name, PIN by the keyboard."""
    people = People(open_home(home), stage.world.clock)
    gate = stage.show(Gate(people, stage.tasks, stage.texts, people.entries()))
    entered: list[Workspace] = []
    gate.entered.connect(lambda workspace, _first: entered.append(workspace))
    stage.settle(lambda: gate.from_stick is not None and gate.from_stick.code.isVisible())
    page = gate.from_stick
    assert page is not None
    type_keys(page.code, code)
    press(page.code, Qt.Key.Key_Return)
    stage.settle(page.name.isVisible)
    press(page.name, Qt.Key.Key_Return)
    for box in (page.pin, page.pin_again):
        type_keys(box, "246810")
        press(box, Qt.Key.Key_Return)
    stage.settle(lambda: bool(entered))
    gate.close()
    return entered[0]


def exchange(stage: Stage, window: MainWindow, stick: Path) -> None:
    """The window's own way to a stick."""
    window.open_stick()
    stage.settle()
    (dialog,) = parts(window, StickDialog)
    dialog.exchange(stick)
    stage.settle(lambda: not dialog.outcome.isHidden())
    dialog.reject()
    stage.settle()


def test_from_the_mentors_stick_to_the_first_word_she_reads(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No network from the moment the stick leaves the mentor's laptop."""
    cheap_codes(monkeypatch)
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    monkeypatch.setattr(invitations, "removable_folders", lambda: [stick])
    mentor = stage.window(stage.mentor)
    code = prepare(stage, mentor, stick)
    stage.world.weather.down = True

    newcomer = begin(stage, tmp_path / "village", code)
    window = stage.window(newcomer)
    hand = Hand(stage)
    (card,) = parts(window, WelcomeCard)
    stage.settle(card.isVisible)
    hand.click(card.write)
    page = form_in_front(stage, window)
    topic = page.form.frame("topic") if page.form is not None else None
    assert topic is not None
    commit(parts(topic, LineBox)[0], "秋天的雨")
    assert window.save_now()
    stage.settle()
    hand.click(page.head.share)
    stage.settle(lambda: any(dialog.isVisible() for dialog in parts(window, ShareDialog)))
    hand.click(next(dialog for dialog in parts(window, ShareDialog) if dialog.isVisible()).do)
    exchange(stage, window, stick)
    window.close()
    newcomer.close()

    exchange(stage, mentor, stick)
    rows = [(row.title, row.author) for row in stage.mentor.list_records("lesson_plan")]
    members = {member.name for space in stage.mentor.spaces() for member in space.members}
    assert rows == [("秋天的雨", "张桂芳")]
    assert "张桂芳" in members
    assert [one.state for one in stage.mentor.prepared_tickets()] in (["open"], ["used"])
