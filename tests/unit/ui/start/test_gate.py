"""The gate shows the first steps on an empty computer, else the list of names."""

from pathlib import Path

from app.paths import open_home
from app.ui.start.gate import Gate
from app.workspace.invitations import Invitations
from app.workspace.signing_in import People
from app.workspace.views import PersonEntry
from tests.helpers.windows import Stage, commit


def test_which_page_comes_first(stage: Stage, tmp_path: Path) -> None:
    """And the way from one to the other and back."""
    people = People(open_home(tmp_path / "home"), stage.world.clock)
    fresh = stage.show(Gate(people, stage.tasks, stage.texts, []))
    known = stage.show(Gate(people, stage.tasks, stage.texts, [PersonEntry("ab", "李秀兰")]))
    first = (fresh.first_start.isVisible(), known.first_start.isVisible())
    known.sign_in.newcomer.emit()
    then = known.first_start.isVisible()
    known.first_start.back.emit()

    assert first == (True, False)
    assert then
    assert known.sign_in.isVisible()
    assert fresh.height() <= 600
    assert fresh.abandoned() is None


def test_the_other_language_is_one_click_away(stage: Stage, tmp_path: Path) -> None:
    """Named in itself."""
    gate = stage.show(Gate(People(open_home(tmp_path / "home"), stage.world.clock), stage.tasks, stage.texts, []))
    chosen: list[str] = []
    gate.language_chosen.connect(chosen.append)
    gate.other_language.click()

    assert gate.other_language.text() == "English"
    assert chosen == ["en"]


FOUND = Invitations(Path("E:/"), "KINGSTON", 1, ("张桂芳",))


def test_an_invitation_is_shown_where_nobody_has_begun(stage: Stage, tmp_path: Path) -> None:
    """A letter typed is somebody who begins without; then it waits behind the button."""
    people = People(open_home(tmp_path / "home"), stage.world.clock)
    fresh, typing = (stage.show(Gate(people, stage.tasks, stage.texts, [])) for _ in range(2))
    fresh.show_invitations(FOUND)
    commit(typing.first_start.name, "李")
    typing.show_invitations(FOUND)

    assert fresh.from_stick is not None
    assert fresh.from_stick.code.isVisible()
    assert "张桂芳" in fresh.from_stick.found_at.text()
    assert typing.first_start.isVisible()


def test_a_second_person_begins_from_the_stick_that_is_there(stage: Stage, tmp_path: Path) -> None:
    """The list of names stays in front until she says that she is new; without a stick it is as it was."""
    people = People(open_home(tmp_path / "home"), stage.world.clock)
    gate = stage.show(Gate(people, stage.tasks, stage.texts, [PersonEntry("ab", "李秀兰")]))
    gate.show_invitations(FOUND)
    before = gate.sign_in.isVisible()
    gate.sign_in.newcomer.emit()
    assert gate.from_stick is not None
    found = gate.from_stick.code.isVisible()
    gate.from_stick.without.emit()
    usual = gate.first_start.isVisible()
    gate.first_start.stick.click()
    stage.settle()

    assert (before, found, usual) == (True, True, True)
    assert gate.from_stick.isVisible()
