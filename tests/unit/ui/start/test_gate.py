"""The gate shows the first steps on an empty computer, else the list of names."""

from pathlib import Path

from app.paths import open_home
from app.ui.start.gate import Gate
from app.workspace.signing_in import People
from app.workspace.views import PersonEntry
from tests.helpers.windows import Stage


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
