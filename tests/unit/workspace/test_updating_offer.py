"""What a stick offers is looked at closely before anything of it is taken."""

from pathlib import Path

import pytest

from app.errors import UpdateError
from app.installed import Installation, Layers
from app.protocol.release import Manifest
from app.workspace import releases, updating_offer
from app.workspace.updating_offer import COUNTER, find_updates, this_system, updates_folder
from tests.helpers.installed_tree import LIB, RUNTIME, small_tree
from tests.helpers.releases import KEY, Shelf, files_of

PART = {"part.txt": b"library"}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    monkeypatch.setattr(releases, "release_key", lambda: KEY.public)
    monkeypatch.setattr(updating_offer, "this_system", lambda: ("linux", "2.36"))
    return small_tree(tmp_path / "root")


def shelf(tmp_path: Path, installed: Installation, version: str = "1.1.0", lib: str = LIB) -> Shelf:
    """A stick with a newer version of the code, and of the libraries if they are called otherwise."""
    app = files_of(installed.layers / "app-1.0.0") | {"resources/word.txt": version.encode()}
    layers = Layers(RUNTIME, lib, f"app-{version}")
    made = Shelf(tmp_path / "stick" / "TONGXING" / "updates", layers, (PART, PART, app))
    made.publish()
    return made


def code_of(installed: Installation, folder: Path) -> str:
    """The sentence with which what lies there is refused."""
    with pytest.raises(UpdateError) as caught:
        find_updates(installed, folder)
    return caught.value.code


def test_a_newer_version_is_offered_with_its_size(tmp_path: Path, installed: Installation) -> None:
    """From the stick, its folder, or the folder in it; only the layers that are not here have to come."""
    made = shelf(tmp_path, installed)

    offers = [find_updates(installed, folder) for folder in (tmp_path / "stick", made.folder.parent, made.folder)]

    assert offers[0] == offers[1] == offers[2]
    assert offers[0] is not None
    assert offers[0].version == "1.1.0"
    assert [step.layer.name for step in offers[0].steps] == ["app-1.1.0"]
    assert offers[0].size == (made.folder / "app-1.1.0-linux.txl").stat().st_size
    assert (offers[0].news("zh"), offers[0].news("en")) == ("打字更快了。", "Typing is faster.")
    assert updates_folder(tmp_path) == tmp_path


def test_other_libraries_come_too(tmp_path: Path, installed: Installation) -> None:
    """Once a year."""
    shelf(tmp_path, installed, lib="lib-000000000002")

    offer = find_updates(installed, tmp_path / "stick")

    assert offer is not None
    assert [step.layer.name for step in offer.steps] == ["lib-000000000002", "app-1.1.0"]


def test_a_delta_is_taken_where_it_fits_and_nobody_changed_the_older_layer(
    tmp_path: Path, installed: Installation
) -> None:
    """Otherwise the whole archive is."""
    made = shelf(tmp_path, installed)
    older = files_of(installed.layers / "app-1.0.0")
    made.add_delta(older | {"resources/word.txt": b"1.1.0"}, older)
    made.publish()

    offer = find_updates(installed, tmp_path / "stick")
    assert offer is not None
    assert [(step.piece.name, step.base) for step in offer.steps] == [("app.txd", "app-1.0.0")]

    (installed.layers / "app-1.0.0" / "resources" / "word.txt").write_text("mine", "utf-8")
    offer = find_updates(installed, tmp_path / "stick")
    assert offer is not None
    assert [(step.piece.name, step.base) for step in offer.steps] == [("app-1.1.0-linux.txl", "")]


def test_nothing_is_offered_where_nothing_is_newer(tmp_path: Path, installed: Installation) -> None:
    """An empty stick, and one with the version that runs."""
    assert find_updates(installed, tmp_path) is None
    shelf(tmp_path, installed, "1.0.0")
    assert find_updates(installed, tmp_path / "stick") is None


def test_an_older_version_is_refused(tmp_path: Path, installed: Installation) -> None:
    """Also one that is newer than ours, but older than what this computer once took."""
    made = shelf(tmp_path, installed, "0.9.0")
    assert code_of(installed, tmp_path / "stick") == "update.older"

    made = shelf(tmp_path, installed, "1.1.0")
    installed.write(COUNTER, "7\n")
    made.publish(made.manifest(counter=6))
    assert code_of(installed, tmp_path / "stick") == "update.older"
    made.publish(made.manifest(counter=7))
    assert find_updates(installed, tmp_path / "stick") is not None


def test_other_and_older_systems_are_refused(
    tmp_path: Path, installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything was fetched."""
    made = shelf(tmp_path, installed)
    made.publish(made.manifest(oldest="2.37"))
    assert code_of(installed, tmp_path / "stick") == "update.system_too_old"

    monkeypatch.setattr(updating_offer, "this_system", lambda: ("windows", "10.0.19045"))
    assert code_of(installed, tmp_path / "stick") == "update.other_system"


def test_a_program_that_is_too_old_takes_the_version_between_first(tmp_path: Path, installed: Installation) -> None:
    """Formats are readable two versions back, not ten."""
    made = shelf(tmp_path, installed)
    made.publish(made.manifest(from_version="1.0.5"))

    with pytest.raises(UpdateError) as caught:
        find_updates(installed, tmp_path / "stick")

    assert (caught.value.code, caught.value.fields["between"]) == ("update.step_between", "1.0.5")


def test_this_system_has_a_name_and_a_version() -> None:
    """Of which the release's oldest one can be compared."""
    name, version = this_system()

    assert name in ("linux", "windows")
    assert version.replace(".", "").isdecimal()


def test_a_release_for_installers_alone_offers_no_update(tmp_path: Path, installed: Installation) -> None:
    """The same file lists what is on the stick for others."""
    made = shelf(tmp_path, installed)
    full = made.manifest()
    system = full.systems[0]
    empty = type(system)(system.name, system.oldest, (), ())
    made.publish(Manifest(2, "1.1.0", 0, 20, "0.1", "", "", (empty,)))

    assert code_of(installed, tmp_path / "stick") == "update.other_system"
