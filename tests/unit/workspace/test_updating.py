"""How the program stands, what sticks and relays offer, taking it from there, and what a window that was seen means."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.errors import LinkError, UpdateError
from app.installed import CONFIRMED, CURRENT, PREVIOUS, WENT_BACK, Installation, Layers
from app.store.spaces import RelayRow
from app.sync.links.updates import UpdatesLink
from app.version import __version__
from app.workspace import releases, updating, updating_offer
from app.workspace.updating import Standing
from tests.helpers.installed_tree import LIB, RUNTIME, said, small_app, small_tree
from tests.helpers.relay_process import RelayProcess
from tests.helpers.releases import KEY, Shelf, files_of
from tests.helpers.world import PIN, World, desk_of

OLD, NEW = Layers(RUNTIME, LIB, "app-1.0.0"), Layers(RUNTIME, LIB, "app-1.1.0")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """The program as installed, with version 1.0.0 running."""
    found = small_tree(tmp_path / "root")
    monkeypatch.setattr(updating, "installation", lambda: found)
    monkeypatch.setitem(sys.modules, "__main__", SimpleNamespace(STARTED=OLD.text()))
    monkeypatch.setattr(releases, "release_key", lambda: KEY.public)
    monkeypatch.setattr(updating_offer, "this_system", lambda: ("linux", "2.36"))
    return found


@pytest.fixture
def shelf(tmp_path: Path, installed: Installation) -> Shelf:
    """A stick with version 1.1.0."""
    small_app(tmp_path / "built", "1.1.0")
    part = files_of(installed.layers / RUNTIME)
    app = files_of(tmp_path / "built" / "layers" / "app-1.1.0")
    made = Shelf(tmp_path / "stick" / "TONGXING" / "updates", NEW, (part, part, app))
    made.publish()
    return made


def told(stages: list[str], enough: int = 1 << 30) -> Callable[[str, int, int], bool]:
    """Notes the stages; stops after so many words."""

    def tell(stage: str, done: int, of: int) -> bool:
        stages.append(stage)
        assert 0 <= done <= of
        return len(stages) < enough

    return tell


def way_to(relay: RelayProcess) -> Callable[[RelayRow], UpdatesLink]:
    """To the one relay that runs, in place of the one that her spaces name."""
    return lambda _row: UpdatesLink(relay.url, relay.card.pin)


def test_a_checkout_has_nothing_to_change() -> None:
    """It is nobody's installation."""
    assert updating.seen() == ""
    assert updating.standing() == Standing(__version__, test=True)
    assert updating.look_at_sticks([]) is None
    for verb in (updating.back, updating.start_anew, lambda: updating.look(Path())):
        with pytest.raises(UpdateError, match="not_installed"):
            verb()


def test_a_seen_window_confirms_and_what_was_given_up_is_told_once(installed: Installation) -> None:
    """Also that boot.py went back."""
    installed.write(WENT_BACK, "tried\n" + NEW.text())

    assert [updating.seen(), updating.seen()] == ["1.1.0", ""]
    assert installed.read(CONFIRMED) == OLD.text()


def test_a_version_that_would_not_open_is_named_until_one_as_new_runs(
    installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page still says so after the window has: who sees the same version on a stick knows what came of it."""
    assert updating.standing().failed == ""
    installed.write(WENT_BACK, "import ImportError\n" + NEW.text())
    assert updating.standing().failed == "1.1.0"
    updating.seen()
    assert [updating.standing().failed, updating.seen(), updating.standing().failed] == ["1.1.0", "", "1.1.0"]

    newer = replace(installed, version="1.1.0")
    installed.write(CURRENT, NEW.text())
    monkeypatch.setattr(updating, "installation", lambda: newer)
    monkeypatch.setitem(sys.modules, "__main__", SimpleNamespace(STARTED=NEW.text()))

    assert [updating.standing().failed, updating.seen(), installed.read(WENT_BACK)] == ["", "", ""]


def test_a_folder_of_the_system_is_left_as_it_is(installed: Installation) -> None:
    """Where nothing may be written the window opens all the same."""
    (installed.root / "confirmed.new").mkdir()

    assert updating.seen() == ""
    assert installed.read(CONFIRMED) == ""


def test_an_update_from_a_stick_waits_for_the_next_start(installed: Installation, shelf: Shelf, tmp_path: Path) -> None:
    """And the page knows what runs, what will, and what to go back to."""
    assert updating.standing() == Standing("1.0.0", True, True, "", "1.0.0", True)
    found = updating.look(tmp_path / "stick")
    assert found is not None
    stages: list[str] = []

    updating.take(found, told(stages))

    assert set(stages) == {"place"}
    assert updating.standing() == Standing("1.0.0", True, True, "1.0.0", "1.1.0", True)
    assert said(installed) == "1.1.0"
    assert updating.back() == "1.0.0"


def test_the_newest_of_several_sticks_is_found(installed: Installation, shelf: Shelf, tmp_path: Path) -> None:
    """One that is forged or empty stands in nobody's way."""
    (tmp_path / "empty").mkdir()
    forged = tmp_path / "forged" / "TONGXING" / "updates"
    forged.mkdir(parents=True)
    (forged / "release.txm").write_bytes(b"TXRELES1" + bytes(200))

    found = updating.look_at_sticks([tmp_path / name for name in ("empty", "forged", "stick")])

    assert found is not None
    assert (found.offer.version, found.folder, found.seconds) == ("1.1.0", shelf.folder, 0)


def test_an_update_from_her_relay_tells_size_and_time_first(
    installed: Installation, shelf: Shelf, tmp_path: Path
) -> None:
    """On the usual link until it was measured; stopped and gone on with; and nothing of it is left lying."""
    world = World(tmp_path)
    teacher, _ = world.pair()
    with RelayProcess(tmp_path / "relay", options=["--updates", str(shelf.folder)]) as relay:
        opened = way_to(relay)
        found = updating.ask_relays(desk_of(teacher), lambda work: work(), opened)
        assert found is not None
        assert (found.offer.version, found.folder) == ("1.1.0", None)
        assert found.seconds >= found.offer.size // 10_000

        with pytest.raises(UpdateError, match="stopped"):
            updating.take(found, told([], 1), opened)
        stages: list[str] = []
        updating.take(found, told(stages), opened)
    world.close()

    assert list(dict.fromkeys(stages)) == ["fetch", "place"]
    assert said(installed) == "1.1.0"
    assert not (installed.root / "fetched").exists()


def test_without_a_relay_she_is_told_so(installed: Installation, tmp_path: Path) -> None:
    """No relay at all, or one that is not reached."""
    world = World(tmp_path)
    alone, (teacher, _) = world.person("陈老师"), world.pair()
    with pytest.raises(UpdateError, match="no_relay"):
        updating.ask_relays(desk_of(alone), lambda work: work())
    with pytest.raises(LinkError, match="unreachable"):
        updating.ask_relays(desk_of(teacher), lambda work: work(), lambda _row: UpdatesLink("https://127.0.0.1:1", PIN))
    world.close()


def test_starting_anew_is_the_launcher_s(installed: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one thing that an update never replaces."""
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_options: started.append(command))

    updating.start_anew()

    assert started == [[str(installed.root / "bin" / "tongxing")]]


def test_a_previous_version_whose_folders_are_gone_is_none(installed: Installation) -> None:
    """Going back is only offered where it is possible."""
    installed.write(PREVIOUS, NEW.text())
    installed.write(CURRENT, OLD.text())

    assert updating.standing().previous == ""
