"""A newer version is taken whole, the one before stays one click away, and what goes wrong changes nothing."""

import errno
import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from app.errors import UpdateError
from app.installed import Installation, Layers
from app.workspace import releases, updating_apply, updating_offer
from app.workspace.updating_apply import Progress, all_there, apply, clean, go_back
from app.workspace.updating_offer import COUNTER, Offer, find_updates
from tests.helpers.installed_tree import LIB, RUNTIME, said, small_app, small_tree
from tests.helpers.releases import KEY, Shelf, files_of

OLD = Layers(RUNTIME, LIB, "app-1.0.0")
NEW = Layers(RUNTIME, "lib-000000000002", "app-1.1.0")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    monkeypatch.setattr(releases, "release_key", lambda: KEY.public)
    monkeypatch.setattr(updating_offer, "this_system", lambda: ("linux", "2.36"))
    return small_tree(tmp_path / "root")


@pytest.fixture
def shelf(tmp_path: Path, installed: Installation) -> Shelf:
    """A stick with version 1.1.0 and other libraries, and a delta of the code."""
    small_app(tmp_path / "built", "1.1.0")
    app, lib = files_of(tmp_path / "built" / "layers" / "app-1.1.0"), {"part.txt": b"newer", "a/b.txt": b""}
    made = Shelf(tmp_path / "updates", NEW, (files_of(installed.layers / RUNTIME), lib, app))
    made.add_delta(app, files_of(installed.layers / "app-1.0.0"))
    made.publish()
    return made


def offered(installed: Installation, shelf: Shelf) -> Offer:
    """What the shelf offers."""
    offer = find_updates(installed, shelf.folder)
    assert offer is not None
    return offer


def noting(seen: list[tuple[int, int]]) -> Progress:
    """Goes on, and notes how far it is."""

    def note(done: int, of: int) -> bool:
        seen.append((done, of))
        return True

    return note


def refused(installed: Installation, shelf: Shelf, offer: Offer | None = None) -> str:
    """The sentence with which an update ends; the program that runs is untouched by it."""
    with pytest.raises(UpdateError) as caught:
        apply(installed, offer or offered(installed, shelf), shelf.folder)
    assert (installed.current(), installed.previous(), said(installed)) == (OLD, None, "1.0.0")
    assert not list(installed.layers.glob("half-*"))
    return caught.value.code


def test_an_update_runs_at_the_next_start_and_can_be_gone_back_from(installed: Installation, shelf: Shelf) -> None:
    """And forward again: both are whole beside each other."""
    seen: list[tuple[int, int]] = []
    apply(installed, offered(installed, shelf), shelf.folder, noting(seen))

    assert said(installed) == "1.1.0"
    assert (installed.current(), installed.previous()) == (NEW, OLD)
    assert installed.read(COUNTER) == "2\n"
    assert seen[-1][0] == seen[-1][1]
    assert seen == sorted(seen)

    assert (go_back(installed), said(installed)) == ("1.0.0", "1.0.0")
    assert (go_back(installed), said(installed)) == ("1.1.0", "1.1.0")


def test_after_going_back_the_same_version_is_offered_again(installed: Installation, shelf: Shelf) -> None:
    """Nothing has to come for it: its layers are still here."""
    apply(installed, offered(installed, shelf), shelf.folder)
    go_back(installed)

    again = offered(Installation(installed.root, "1.0.0"), shelf)

    assert (again.version, again.steps) == ("1.1.0", ())
    apply(installed, again, shelf.folder)
    assert said(installed) == "1.1.0"


def test_stopping_changes_nothing(installed: Installation, shelf: Shelf) -> None:
    """At any block."""
    offer = offered(installed, shelf)
    calls: list[tuple[int, int]] = []

    apply(installed, offer, shelf.folder, noting(calls))
    go_back(installed)
    for path in (installed.layers / NEW.app, installed.layers / NEW.lib, installed.root / "previous"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for at in range(len(calls)):
        left = iter(range(at))
        with pytest.raises(UpdateError) as caught:
            apply(installed, offer, shelf.folder, lambda _done, _of, left=left: next(left, None) is not None)  # type: ignore[misc]  # mypy cannot type a lambda's default
        assert caught.value.code == "update.stopped"
        assert (installed.current(), installed.previous()) == (OLD, None)
        for path in (installed.layers / NEW.app, installed.layers / NEW.lib):
            shutil.rmtree(path, ignore_errors=True)
    assert said(installed) == "1.0.0"


def test_an_archive_that_is_not_the_published_one_is_refused(installed: Installation, shelf: Shelf) -> None:
    """Longer, changed, or gone since it was offered."""
    archive, offer = shelf.folder / "app.txd", offered(installed, shelf)
    good = archive.read_bytes()

    archive.write_bytes(good + b"x")
    assert refused(installed, shelf, offer) == "update.damaged"
    archive.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    assert refused(installed, shelf, offer) == "update.damaged"
    archive.unlink()
    assert refused(installed, shelf, offer) == "update.gone"


def test_a_disk_without_room_is_told_before_anything_is_written(
    installed: Installation, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice what the new layers take: the former ones stay beside them. And a disk that fills up on the way."""
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _root: usage(100))
    assert refused(installed, shelf) == "update.no_room"

    monkeypatch.undo()
    monkeypatch.setattr(releases, "release_key", lambda: KEY.public)
    monkeypatch.setattr(updating_offer, "this_system", lambda: ("linux", "2.36"))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(updating_apply, "write_layer", full)
    assert refused(installed, shelf) == "update.no_room"


def test_a_folder_of_the_system_says_how_it_is_changed(
    installed: Installation, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A .deb: the new one is on the stick."""
    offer = offered(installed, shelf)
    monkeypatch.setattr(Installation, "writable", property(lambda _self: False))

    assert refused(installed, shelf, offer) == "update.not_writable"


def test_going_back_needs_the_layers_of_before(installed: Installation, shelf: Shelf) -> None:
    """None before the first update, and none that somebody removed."""
    with pytest.raises(UpdateError, match="no_previous"):
        go_back(installed)

    apply(installed, offered(installed, shelf), shelf.folder)
    shutil.rmtree(installed.layers / "app-1.0.0")

    assert not all_there(installed, OLD)
    with pytest.raises(UpdateError, match="no_previous"):
        go_back(installed)


def test_what_a_cut_left_is_overwritten_by_the_next_try(installed: Installation, shelf: Shelf) -> None:
    """A folder under the right name that is not whole is nobody's."""
    small_app(installed.root, "1.1.0", broken="half of it")

    apply(installed, offered(installed, shelf), shelf.folder)

    assert said(installed) == "1.1.0"


def test_cleaning_keeps_what_runs_and_what_can_be_gone_back_to(installed: Installation, shelf: Shelf) -> None:
    """And what is so young that another window may be writing it; foreign folders it does not know."""
    apply(installed, offered(installed, shelf), shelf.folder)
    small_app(installed.root, "0.8.0")
    (installed.layers / "half-app-9-1").mkdir()
    (installed.layers / "somebody's").mkdir()

    clean(installed)
    assert (installed.layers / "app-0.8.0").is_dir()
    clean(installed, unused=0)

    kept = {path.name for path in installed.layers.iterdir()}
    assert kept == {RUNTIME, LIB, NEW.lib, "app-1.0.0", "app-1.1.0", "somebody's"}
    assert said(installed) == "1.1.0"
