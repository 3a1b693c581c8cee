"""What is carried is known by name, and what is missing is named."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import app
from app.installed import Installation
from app.selftest import carried
from app.selftest.checks import Scene, Wrong
from app.text import Texts
from tests.helpers.source import ROOT


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """An empty place."""
    return Scene(tmp_path, Texts("zh"))


def test_every_library_that_the_program_declares_is_tried() -> None:
    """A new dependency that nobody tries out would be missed where it is missing."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        declared = {Requirement(line).name for line in tomllib.load(file)["project"]["dependencies"]}

    assert {canonicalize_name(name) for name in carried.LIBRARIES} == {canonicalize_name(name) for name in declared}


def test_a_module_that_is_not_there_is_named(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried, "LIBRARIES", {"loro": ("loro", "loro_of_tomorrow")})

    with pytest.raises(ModuleNotFoundError, match="loro_of_tomorrow"):
        carried.libraries(scene)


def test_a_module_of_ours_that_breaks_is_named(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk goes over the program's folder, which is an archive in packages."""
    (tmp_path / "broken_module.py").write_text("import nothing_of_that_name\n", "utf-8")
    monkeypatch.setattr(app, "__path__", [str(tmp_path)])

    with pytest.raises(Wrong, match=r"app\.broken_module"):
        carried.own_modules(scene)


def test_an_installed_program_has_its_licences(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One without bill of materials is not whole."""
    assert "not installed" in carried.licences(scene)
    monkeypatch.setattr(carried, "installation", lambda: Installation(tmp_path, "1.2.3"))
    (tmp_path / "licenses").mkdir()
    with pytest.raises(Wrong):
        carried.licences(scene)
    for name in ("README.txt", "sbom.json"):
        (tmp_path / "licenses" / name).touch()
    assert carried.licences(scene) == "2 entries"


def test_a_home_is_tried_without_leaving_anything(tmp_path: Path) -> None:
    """Also one that nobody has made yet."""
    assert "not made yet" in carried.writing_in_home(tmp_path / "a" / "b")
    assert "there" in carried.writing_in_home(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_ciphers_and_the_languages_are_tried(scene: Scene) -> None:
    assert carried.all_ciphers(scene) == "12 known answers"
    assert "zh, en" in carried.languages(scene)
