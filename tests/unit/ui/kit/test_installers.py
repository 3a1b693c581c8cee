"""Installers on the page: what was found, ticked; and where it is looked for."""

from pathlib import Path

import pytest

from app.ui.kit.installers import InstallersCard, installers_in
from app.workspace import installers, invitations
from app.workspace.installers import Installer
from tests.helpers.windows import Stage

SETUP = Installer(Path("E:/TONGXING/install/tongxing-0.1.0-setup.exe"), "windows", 25_300_000)
DEB = Installer(Path("E:/TONGXING/install/tongxing_0.1.0_amd64.deb"), "linux", 31_200_000)


def test_all_are_ticked_until_she_says_otherwise(stage: Stage) -> None:
    """And what she unticked stays so when sticks are looked at again."""
    card, heard = stage.show(InstallersCard(stage.texts)), []
    card.changed.connect(lambda: heard.append(1))
    card.show_found([SETUP, DEB])
    first = card.chosen()
    card.boxes[1].click()
    card.show_found([SETUP, DEB])

    assert first == [SETUP, DEB]
    assert card.chosen() == [SETUP]
    assert "25.3 MB" in card.boxes[0].text()
    assert stage.texts.say("kit.system_deb") in card.boxes[1].text()
    assert len(heard) == 3


def test_without_any_it_says_what_that_means(stage: Stage) -> None:
    """A stick is of use without one."""
    card = stage.show(InstallersCard(stage.texts))
    card.show_found([])

    assert card.why.text() == stage.texts.say("kit.no_installer")
    assert card.chosen() == []


def test_a_folder_of_her_own_choice_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the place with most of them, among sticks and what was downloaded; never of two releases at once."""
    there = {tmp_path / "E": [SETUP], tmp_path / "Downloads": [SETUP, DEB], tmp_path / "mine": [DEB]}
    monkeypatch.setattr(installers, "find_installers", lambda folder: there.get(folder, []))
    monkeypatch.setattr(invitations, "places", lambda: [tmp_path / "E"])

    assert installers_in((), tmp_path / "Downloads") == [SETUP, DEB]
    assert installers_in((tmp_path / "mine", tmp_path / "empty"), tmp_path / "Downloads") == [DEB]
    assert installers_in((), tmp_path / "none") == [SETUP]
