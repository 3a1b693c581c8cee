"""The page about the program: what it says, where things lie, and the licences of its parts."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.paths import open_home
from app.ui.about import page as about_page
from app.ui.about.page import AboutPage
from app.ui.desk import Protection
from app.version import __version__
from app.workspace.about import About, Part
from app.workspace.signing_in import People
from tests.helpers.windows import Stage

PARTS = (Part("cryptography", "50.0.2", "Apache-2.0"), Part("PySide6", "6.8.3", "LGPL-3.0-only"))


def shown(stage: Stage, monkeypatch: pytest.MonkeyPatch, found: About) -> AboutPage:
    """The page of an installed program; only what lies in its folder is told here."""
    monkeypatch.setattr(about_page, "_about", lambda: found)
    monkeypatch.setattr(about_page, "_text", lambda part: "Lesser" if part.name == "PySide6" else "")
    people = People(open_home(stage.folder / "home"), stage.world.clock)
    page = stage.show(AboutPage(replace(stage.desk(), protection=Protection(people, lambda _minutes: None))))
    page.shown()
    stage.settle(lambda: bool(page.program_at.text()))
    return page


def test_it_says_what_the_program_is_and_where_it_lies(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Version, sort of build, both folders; the button opens that of the data."""
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page = shown(stage, monkeypatch, About(tmp_path / "程序", "索取源代码", PARTS, release=True))
    page.open_data.click()

    assert __version__ in page.version.text()
    assert page.sort.text() == stage.texts.say("about.release")
    assert page.program_at.text() == str(tmp_path / "程序")
    assert page.data_at.text() == str(stage.folder / "home")
    assert [url.toLocalFile() for url in opened] == [str(stage.folder / "home")]


def test_the_offer_of_sources_opens_and_closes(stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The build's own account, word for word."""
    page = shown(stage, monkeypatch, About(tmp_path, "索取源代码", PARTS))
    page.read_offer.click()
    first = page.offer.isVisible(), page.offer.text
    page.read_offer.click()

    assert first == (True, "索取源代码")
    assert page.offer.isHidden()


def test_every_part_shows_its_licence(stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The text where it is there, and where it is not a sentence."""
    page = shown(stage, monkeypatch, About(tmp_path, "", PARTS))
    stage.settle(lambda: bool(page.licence.text))
    first = page.licence.text
    page.list.setCurrentRow(1)
    stage.settle(lambda: "Lesser" in page.licence.text)

    assert "Apache-2.0" in first
    assert stage.texts.say("about.no_text") in first
    assert "LGPL-3.0-only" in page.licence.text


def test_a_program_without_its_list_says_so(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """And that a checkout is one."""
    page = shown(stage, monkeypatch, About(None, "", ()))

    assert page.notice.text
    assert page.read_offer.isHidden()
    assert page.program_at.text() == stage.texts.say("about.checkout")
