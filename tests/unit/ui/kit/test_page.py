"""The page that prepares a stick, with a real stick and a real file."""

from pathlib import Path

import pytest

from app.ui.kit.page import KitPage
from app.workspace import kits
from app.workspace.kits import StickSizes
from app.workspace.workspace import Workspace
from tests.helpers.kit_screens import cheap_codes
from tests.helpers.windows import Stage, commit


class Scene:
    """The mentor's page, and an empty stick."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage, self.stick = stage, folder / "KINGSTON"
        self.stick.mkdir()
        which = stage.world.shared().hex()
        self.page = stage.show(KitPage(stage.desk(stage.mentor), which))
        self.page.shown()
        stage.settle(lambda: bool(self.page.persons.rows))

    def fill(self) -> None:
        """Somebody, and somewhere."""
        commit(self.page.persons.rows[0].name, "张桂芳")
        self.page.stick.take(self.stick)
        self.stage.settle(self.page.whole.isVisible)


@pytest.fixture
def scene(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    cheap_codes(monkeypatch)
    return Scene(stage, tmp_path)


def test_it_says_what_is_wanting_until_nothing_is(scene: Scene) -> None:
    """One thing after another; then what will be written, and how large."""
    page, say = scene.page, scene.stage.texts.say
    first = page.wanting.text(), page.write.isEnabled()
    page.stick.take(scene.stick)
    scene.stage.settle(page.whole.isVisible)
    second = page.wanting.text()
    commit(page.persons.rows[0].name, "张桂芳")
    ready = page.write.isEnabled()
    for chip in page.persons.rows[0].chips.values():
        chip.click()

    assert first == (say("kit.ready_not", what=say("kit.want_stick")), False)
    assert second == say("kit.ready_not", what=say("kit.want_name"))
    assert ready
    assert page.wanting.text() == say("kit.ready_not", what=say("kit.want_space"))


def test_a_stick_is_written_and_its_code_shown(scene: Scene) -> None:
    """A ticket that the code opens, the guide at the top; the questions come back when the code is noted."""
    scene.fill()
    page = scene.page
    said = page.lines.text(), page.whole.text()
    page.write.click()
    scene.stage.settle(lambda: bool(page.codes.codes))
    (code,) = page.codes.codes
    opened = scene.stage.mentor.open_ticket_file(scene.stick, code.code)
    page.codes.hide_them.click()
    scene.stage.settle(page.prepared.isVisible)

    assert "秀兰和王敏" in said[0]
    assert "KB" in said[1]
    assert opened.name == "张桂芳"
    assert (scene.stick / "同行使用说明.pdf").read_bytes().startswith(b"%PDF")
    assert page.persons.isVisible()
    assert page.persons.invited()[0].name == ""
    assert page.codes.isHidden()


def test_without_a_network_the_ticket_waits_and_is_gone_on_with(scene: Scene) -> None:
    """The same people once more, and it is the same ticket."""
    scene.fill()
    page = scene.page
    scene.stage.world.weather.down = True
    page.write.click()
    scene.stage.settle(lambda: bool(page.notice.text))
    said = page.notice.text
    (waiting,) = scene.stage.mentor.prepared_tickets()
    scene.stage.world.weather.down = False
    page.write.click()
    scene.stage.settle(lambda: bool(page.codes.codes))

    assert scene.stage.texts.say("kit.not_heard.what") in said or scene.stage.texts.say("link.unreachable.what") in said
    assert page.codes.codes[0].code == waiting.code
    assert page.notice.text == ""


def test_a_stick_that_is_too_small_is_said_before_anything_is_written(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what could be left out."""
    scene.fill()
    monkeypatch.setattr(Workspace, "stick_sizes", lambda *_given: StickSizes(4_000, 30_000_000, 8_000_000))
    for chip in scene.page.persons.rows[0].chips.values():
        chip.click()
    scene.stage.settle()

    assert scene.page.wanting.text() == scene.stage.texts.say("kit.too_small")
    assert not scene.page.write.isEnabled()


def test_a_ticket_is_closed_where_it_was_made(scene: Scene) -> None:
    """And the code can be seen again until then."""
    made = scene.stage.mentor.prepare_tickets(scene.stick, [kits.Guest("张桂芳", (scene.stage.world.shared(),))], 30)
    scene.page.shown()
    scene.stage.settle(scene.page.prepared.isVisible)
    scene.page.prepared.show_code.emit(made[0])
    again = scene.page.codes.codes[0].code
    dialog = scene.page.prepared.open_withdraw(made[0])
    dialog.go.click()
    scene.stage.settle(lambda: not dialog.isVisible())

    assert again == made[0].code
    assert [one.state for one in scene.stage.mentor.prepared_tickets()] == ["withdrawn"]
