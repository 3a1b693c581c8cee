"""What a laptop fetches when only our own code changes: the delta of its layer between two commits, weighed.

The layer of each commit is built as a release builds it, and packed as a release packs it; nothing is reckoned.
"""

import statistics
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from app.crypto.signing import digest
from app.protocol import layer_file
from app.workspace import updating_layers
from app.workspace.updating_layers import list_of
from shipping import compiling, cpython, layers, releasing, trees, zips
from shipping.context import Context, version_of
from shipping.figures import figure
from shipping.steps import Input, step

#: While no release is tagged, the state so many changes of our code ago stands for the last one.
APART = 30
#: Of so many of the newest changes the middle one is told.
SINGLE = 10
_OURS = ("app", "resources")


@dataclass(frozen=True)
class Weight:
    """Bytes: what is fetched by a laptop that has the older layer, and by one that has none."""

    fetched: int
    whole: int


class Weigher:
    """Weighs updates between commits of a checkout; each commit's layer is built once, by ``python``."""

    def __init__(self, root: Path, python: Path, work: Path) -> None:
        """``work`` is a folder for the layers, of which each takes some 7 MB."""
        self._root, self._python, self._work = root, python, work

    def weigh(self, old: str, new: str) -> Weight:
        """What leads from one commit to the other, as a release packs it."""
        before, after = self._layer(old), self._layer(new)
        layer = releasing.pack_layer(after, "linux", [before], self._work)
        if layer.deltas:
            return Weight(layer.deltas[0].piece.size, layer.whole.size)
        same = digest(list_of(before)) == layer.contents
        return Weight(0 if same else layer.whole.size, layer.whole.size)

    def _layer(self, commit: str) -> Path:
        place = self._work / commit
        if not place.exists():
            command = ["git", "archive", commit, *_OURS]
            packed = subprocess.run(command, cwd=self._root, capture_output=True, check=True).stdout
            with tarfile.open(fileobj=BytesIO(packed)) as archive:
                archive.extractall(place / "source", filter="data")
            layers.make_app_layer(place / "source", version_of(place / "source"), place, self._python)
        return place / f"app-{version_of(place / 'source')}"


def tell(context: Context) -> None:
    """Print the figures of an update of our code, or that this clone does not know its history."""
    changes, tagged = changes_of(context.root), last_release(context.root)
    if len(changes) <= SINGLE or not (tagged or len(changes) > APART):
        print("An update of our code was not weighed: this clone does not hold the history for it.", flush=True)
        return
    base = tagged or changes[APART]
    said = tagged or f"{_git(context.root, 'rev-parse', '--short', base).strip()}, {APART} changes ago,"
    print(f"an update of our code: from {said} to now", flush=True)
    with tempfile.TemporaryDirectory() as work:
        weigher = Weigher(context.root, cpython.interpreter(context), Path(work))
        between = _kept(context, weigher, base, changes[0])
        single = [_kept(context, weigher, old, new) for new, old in pairwise(changes[: SINGLE + 1])]
    figure("update-of-our-code", kilobytes(between.fetched), "kB")
    figure("update-of-our-code-by-one-change", kilobytes(statistics.median(one.fetched for one in single)), "kB")
    figure("whole-layer-of-our-code", kilobytes(between.whole), "kB")


def changes_of(root: Path) -> list[str]:
    """The newest commits that changed our code or resources, the newest first; empty where there is no history."""
    told = _git(root, "log", "--format=%H", f"--max-count={APART + 1}", "--", *_OURS)
    return told.split()


def last_release(root: Path) -> str:
    """The tag of the last release before this commit; empty if there is none."""
    return _git(root, "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "HEAD^").strip()


def changed_files(root: Path, old: str, new: str) -> int:
    """How many files of our code and resources differ between two commits."""
    return len(_git(root, "diff", "--name-only", old, new, "--", *_OURS).splitlines())


def kilobytes(size: float) -> float:
    """Bytes as thousands, with one digit behind the point."""
    return round(size / 1000, 1)


def _kept(context: Context, weigher: Weigher, old: str, new: str) -> Weight:
    """What was weighed; commits stay what they are, so that it is weighed once."""

    def make(folder: Path) -> None:
        found = weigher.weigh(old, new)
        (folder / "bytes").write_text(f"{found.fetched} {found.whole}\n", encoding="ascii")

    sources = [_git(context.root, "rev-parse", f"{commit}:{name}") for commit in (old, new) for name in _OURS]
    code = [compiling, layers, releasing, trees, zips, layer_file, updating_layers]
    given: list[Input] = [*sources, cpython.interpreter(context).parents[1], *code]
    folder = step(context, "weight-of-update", make, given, slow=True)
    return Weight(*map(int, (folder / "bytes").read_text(encoding="ascii").split()))


def _git(root: Path, *words: str) -> str:
    """What git says; empty where it has no answer, as in a copy without history."""
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False, text=True, encoding="utf-8")
    except FileNotFoundError:  # no git at all
        return ""
    return done.stdout if done.returncode == 0 else ""
