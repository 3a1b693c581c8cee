"""Which stick is prepared."""

from pathlib import Path

from app.ui.kit.stick_card import StickCard
from app.workspace.views import StickPlace
from tests.helpers.windows import Stage


def test_the_only_stick_is_chosen(stage: Stage, tmp_path: Path) -> None:
    """And named."""
    card = stage.show(StickCard(stage.desk()))
    card.show_places([StickPlace(str(tmp_path), tmp_path.name, True, 0, 0)])

    assert card.folder == tmp_path
    assert str(tmp_path) in card.says.text()


def test_of_two_none_is_chosen_before_she_says(stage: Stage, tmp_path: Path) -> None:
    """The wrong stick would be a stranger's."""
    for name in ("A", "B"):
        (tmp_path / name).mkdir()
    card = stage.show(StickCard(stage.desk()))
    card.show_places([StickPlace(str(tmp_path / name), name, False, 0, 0) for name in ("A", "B")])
    before = card.folder
    card.take(tmp_path / "B")

    assert before is None
    assert card.folder == tmp_path / "B"


def test_without_a_stick_it_says_so(stage: Stage, tmp_path: Path) -> None:
    """Until a folder was chosen."""
    card = stage.show(StickCard(stage.desk()))
    card.show_places([])
    said = card.none.isVisible()
    card.take(tmp_path)
    card.show_places([])

    assert said
    assert card.none.isHidden()
