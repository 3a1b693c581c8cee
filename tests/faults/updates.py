"""A program is killed while it takes a newer version, goes back and takes it again: what starts is always whole."""

import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.errors import UpdateError
from app.installed import PREVIOUS, Installation, Layers
from app.workspace import releases, updating_offer
from app.workspace.updating_apply import apply, clean, go_back
from app.workspace.updating_offer import find_updates
from tests.faults.forks import Fork, Tell
from tests.helpers.installed_tree import LIB, RUNTIME, said, small_app, small_tree
from tests.helpers.releases import KEY, Files, Shelf, files_of

OLD, NEW = "1.0.0", "1.1.0"
#: What an update does to the disk, as Python tells of it; before any of these the process may die.
_EVENTS = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree", "os.scandir"}


class _Countdown:
    """Kills this process before its n-th touch of the disk; without n it counts them."""

    def __init__(self, at: int | None) -> None:
        self.at, self.count, self.on = at, 0, False
        sys.addaudithook(self._hear)

    def step(self) -> None:
        """One more touch."""
        if self.on:
            self.count += 1
            if self.count == self.at:
                os.kill(os.getpid(), signal.SIGKILL)

    def _hear(self, event: str, _arguments: object) -> None:
        if event in _EVENTS:
            self.step()


def _life(root: Path, shelf: Path, at: int | None, tell: Tell) -> None:
    """Take the newer version, go back, take it again, tidy up; dies before the touch ``at``."""
    clock = _Countdown(at)
    installed = Installation(root, OLD)

    def going_on(_done: int, _of: int) -> bool:
        clock.step()
        return True

    clock.on = True
    for last in (False, True):
        offer = find_updates(installed, shelf)
        assert offer is not None
        apply(installed, offer, shelf, going_on)
        if not last:
            first = clock.count
            go_back(installed)
    clean(installed, unused=0)
    clock.on = False
    tell(f"{first} {clock.count}")


def _make_shelf(folder: Path, lib: Files) -> dict[str, Files]:
    """A release with other libraries and a delta of the code; gives what each layer holds."""
    installed = small_tree(folder / "made", OLD)
    small_app(folder / "newer", NEW)
    old = files_of(installed.layers / f"app-{OLD}")
    new = files_of(folder / "newer" / "layers" / f"app-{NEW}")
    runtime = files_of(installed.layers / RUNTIME)
    shelf = Shelf(folder / "shelf", Layers(RUNTIME, "lib-000000000002", f"app-{NEW}"), (runtime, lib, new))
    shelf.add_delta(new, old)
    shelf.publish()
    holds = {RUNTIME: runtime, LIB: files_of(installed.layers / LIB), "lib-000000000002": lib}
    return holds | {f"app-{OLD}": old, f"app-{NEW}": new}


def _check(installed: Installation, holds: dict[str, Files]) -> str:
    """The version that starts now; all of its layers are whole."""
    version = said(installed)
    current = installed.current()
    assert current is not None
    assert current.version == version
    for name in (current.runtime, current.lib, current.app):
        assert files_of(installed.layers / name) == holds[name], name
    return version


def _finish(installed: Installation, shelf: Path) -> None:
    """Whatever was left lying, the next try takes the newer version."""
    offer = find_updates(Installation(installed.root, OLD), shelf)
    assert offer is not None
    apply(installed, offer, shelf)
    assert said(installed) == NEW


def _here(shelf_key: bytes) -> Callable[[], None]:
    """Let releases of the tests' key hold, for this system; gives the way back."""
    kept = releases.release_key, updating_offer.this_system
    releases.release_key = lambda: shelf_key
    updating_offer.this_system = lambda: ("linux", "2.36")

    def undo() -> None:
        releases.release_key, updating_offer.this_system = kept

    return undo


def kill_updates(points: int, seed: int) -> dict[str, int]:
    """Kill so many updates. Gives what happened, by what it is called. Raises AssertionError."""
    chance, undo = random.Random(seed), _here(KEY.public)
    counts = dict.fromkeys(("kills", "old started", "new started", "refused to go back"), 0)
    try:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            holds = _make_shelf(folder, {f"lib/{n}.so": bytes([n]) * 3_000 for n in range(6)})
            root, shelf = folder / "root", folder / "shelf"
            shutil.copytree(folder / "made", root)
            taken, touches = map(int, Fork(lambda tell: _life(root, shelf, None, tell)).end()[-1].split())
            while counts["kills"] < points:
                shutil.rmtree(root)
                installed = Installation(Path(shutil.copytree(folder / "made", root)), OLD)
                # Most touches are the writing of layers; half of the kills fall into what comes at its end and after.
                at = chance.randint(1, touches) if chance.random() < 0.5 else chance.randint(taken - 12, touches)
                told = Fork(partial(_life, root, shelf, at)).end()
                if told:  # fewer modules had to be read than when touches were counted
                    taken, touches = map(int, told[-1].split())
                    continue
                counts["kills"] += 1
                counts["new started" if _check(installed, holds) == NEW else "old started"] += 1
                if (installed.root / PREVIOUS).exists():
                    _go_back_or_say(installed, counts)
                _finish(installed, shelf)
    finally:
        undo()
    return counts


def _go_back_or_say(installed: Installation, counts: dict[str, int]) -> None:
    """Going back starts the other version, or says that there is none."""
    before = said(installed)
    try:
        other = go_back(installed)
    except UpdateError:
        counts["refused to go back"] += 1
    else:
        assert {before, other, said(installed)} == {OLD, NEW}
