"""My name, my PIN; a wrong one is told, and many wrong ones make me wait."""

from pathlib import Path

import pytest

from app.paths import open_home
from app.ui.start.sign_in import SignIn
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.windows import Stage


@pytest.fixture
def people(stage: Stage, tmp_path: Path) -> People:
    made = People(open_home(tmp_path / "home"), stage.world.clock)
    for name in ("李秀兰", "王敏"):
        made.create(name, "246810").close()
    return made


@pytest.fixture
def page(stage: Stage, people: People) -> SignIn:
    made = stage.show(SignIn(people, stage.tasks, stage.texts, people.entries()))
    made.begin()
    return made


def test_the_right_pin_lets_in(stage: Stage, page: SignIn) -> None:
    """Her own file, nobody else's."""
    entered: list[Workspace] = []
    page.entered.connect(lambda workspace, _first: entered.append(workspace))
    page.names.setCurrentRow(1)
    page.pin.setText("246810")
    page.pin.returnPressed.emit()
    stage.settle(lambda: bool(entered))

    assert entered[0].me.name == page.names.item(1).text()
    entered[0].close()


def test_wrong_pins(stage: Stage, page: SignIn) -> None:
    """The button counts down; another person need not wait."""
    for _ in range(5):
        page.pin.setText("111111")
        page.enter.setEnabled(True)
        page.pin.returnPressed.emit()
        stage.settle()
    waiting = page.enter.text()
    said = page.notice.text
    page.names.setCurrentRow(1)

    assert "秒" in waiting
    assert stage.texts.say("access.wait.what", seconds=0).partition("0")[0] in said
    assert page.enter.text() == stage.texts.say("start.enter")
    assert page.enter.isEnabled()
    assert page.notice.text == ""


def test_newcomers(page: SignIn) -> None:
    """Somebody else may begin on the same computer."""
    asked: list[int] = []
    page.newcomer.connect(lambda: asked.append(1))
    page.newcomer.emit()

    assert asked == [1]
    assert page.names.count() == 2
