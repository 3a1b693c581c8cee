"""A first start from a stick: code, name, PIN, and she is in her mentor's space, with no network."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.paths import open_home
from app.ui.start.from_stick import FromStick
from app.ui.start.greeting import CAME_BY_STICK
from app.workspace import invitations
from app.workspace.kits import Guest
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.kit_screens import cheap_codes
from tests.helpers.windows import Stage, press, type_keys


class Scene:
    """A stick that the mentor has prepared for two people, and an empty computer."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage, self.stick = stage, folder / "KINGSTON"
        self.stick.mkdir()
        guests = [Guest("张桂芳", (stage.world.shared(),)), Guest("陈建国", (stage.world.shared(),))]
        self.mine, self.other = stage.mentor.prepare_tickets(self.stick, guests, 30)
        stage.world.weather.down = True
        self.people = People(open_home(folder / "home"), stage.world.clock)
        self.page = stage.show(FromStick(self.people, stage.tasks, stage.texts))
        self.entered: list[tuple[Workspace, str]] = []
        self.page.entered.connect(lambda workspace, first: self.entered.append((workspace, first)))

    def look(self) -> None:
        """The stick is found."""
        self.page.begin()
        self.stage.settle()
        self.page.look(self.stick)
        self.stage.settle(self.page.code.isVisible)

    def type_code(self, code: str) -> None:
        """And Enter."""
        self.page.code.clear()
        type_keys(self.page.code, code)
        press(self.page.code, Qt.Key.Key_Return)
        self.stage.settle()

    def choose_pin(self) -> None:
        """Twice, with Enter each time."""
        for box in (self.page.pin, self.page.pin_again):
            type_keys(box, "246810")
            press(box, Qt.Key.Key_Return)


@pytest.fixture
def scene(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    cheap_codes(monkeypatch)
    monkeypatch.setattr(invitations, "removable_folders", list)
    made = Scene(stage, tmp_path)
    yield made
    for workspace, _first in made.entered:
        workspace.close()


def test_by_keyboard_alone(scene: Scene) -> None:
    """The code, Enter; the name that waits there, Enter; a PIN, Enter, again, Enter."""
    scene.look()
    found = scene.page.found_at.text()
    scene.type_code(scene.mine.code.lower())
    name, invited = scene.page.name.text(), scene.page.invited.text()
    press(scene.page.name, Qt.Key.Key_Return)
    scene.choose_pin()
    scene.stage.settle(lambda: bool(scene.entered))
    ((workspace, first),) = scene.entered

    assert "张桂芳" in found
    assert name == "张桂芳"
    assert "王敏" in invited
    assert "秀兰和王敏" in invited
    assert first == ""
    assert [space.name for space in workspace.spaces() if not space.private] == ["秀兰和王敏"]
    assert workspace.preference(CAME_BY_STICK, "") == "1"
    assert scene.page.abandoned() is None


def test_a_wrong_code_costs_nothing(scene: Scene) -> None:
    """It is said warmly, and the right one is taken afterwards, however often."""
    scene.look()
    for _ in range(3):
        scene.type_code("AAAA-AAAA")
    said = scene.page.code_notice.text
    scene.type_code(scene.mine.code)

    assert scene.stage.texts.say("kit.wrong_code.what") in said
    assert scene.page.name.isVisible()


def test_a_stick_that_is_pulled_out_is_waited_for(scene: Scene) -> None:
    """Her file is made once; when the stick is back the same button goes on."""
    scene.look()
    scene.type_code(scene.mine.code)
    press(scene.page.name, Qt.Key.Key_Return)
    away = scene.stick.rename(scene.stick.with_name("away"))
    scene.choose_pin()
    scene.stage.settle(lambda: bool(scene.page.notice.text))
    said, people = scene.page.notice.text, scene.people.entries()
    later = scene.page.later.isVisible()
    away.rename(scene.stick)
    scene.page.enter.click()
    scene.stage.settle(lambda: bool(scene.entered))

    assert scene.stage.texts.say("kit.pulled") in said
    assert later
    assert scene.people.entries() == people
    assert len(scene.entered[0][0].spaces()) == 2


def test_an_invitation_that_was_used_says_so_and_lets_her_begin(scene: Scene) -> None:
    """Somebody had the stick first, and it has been back at the mentor: she may still write, and join another day."""
    newcomer, mentor = scene.stage.world.person("张桂芳"), scene.stage.mentor
    newcomer.join_from_stick(scene.stick, newcomer.open_ticket_file(scene.stick, scene.mine.code))
    scene.stage.world.weather.down = False
    mentor.exchange_with_stick(scene.stick)
    mentor.visit()
    mentor.exchange_with_stick(scene.stick)
    scene.look()
    scene.type_code(scene.mine.code)
    press(scene.page.name, Qt.Key.Key_Return)
    scene.choose_pin()
    scene.stage.settle(lambda: bool(scene.page.notice.text))
    said = scene.page.notice.text
    scene.page.later.click()

    assert scene.stage.texts.say("ticket.used.what") in said
    ((workspace, _first),) = scene.entered
    assert [space.private for space in workspace.spaces()] == [True]


def test_where_nothing_lies_she_is_told_and_goes_on_without(scene: Scene, tmp_path: Path) -> None:
    """An empty stick; and the usual first start is one click away."""
    (tmp_path / "empty").mkdir()
    heard = []
    scene.page.without.connect(lambda: heard.append(1))
    scene.page.begin()
    scene.stage.settle()
    scene.page.look(tmp_path / "empty")
    scene.stage.settle(lambda: bool(scene.page.looked.text()))
    scene.look()
    scene.page.alone.click()

    assert scene.page.looked.text() == scene.stage.texts.say("kit.none_found")
    assert heard == [1]


def test_two_different_pins_and_a_short_one_make_nobody(scene: Scene) -> None:
    """Said beside the field."""
    scene.look()
    scene.type_code(scene.mine.code)
    press(scene.page.name, Qt.Key.Key_Return)
    scene.page.pin.setText("2468")
    scene.page.pin_again.setText("2469")
    scene.page.enter.click()
    different = scene.page.notice.text
    scene.page.pin.setText("1")
    scene.page.pin_again.setText("1")
    scene.page.enter.click()
    scene.stage.settle()

    assert scene.stage.texts.say("start.pins_differ") in different
    assert scene.page.notice.text not in ("", different)
    assert scene.people.entries() == []


def test_a_copy_of_the_stick_is_as_good(scene: Scene, tmp_path: Path) -> None:
    """Copied to the disk, for a computer whose sockets are locked."""
    shutil.copytree(scene.stick, tmp_path / "copy")
    shutil.rmtree(scene.stick)
    scene.page.begin()
    scene.stage.settle()
    scene.page.look(tmp_path / "copy" / "TONGXING")
    scene.stage.settle(scene.page.code.isVisible)
    scene.type_code(scene.other.code)

    assert scene.page.name.text() == "陈建国"
