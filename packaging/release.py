"""Makes and signs a release, once the packages are built. docs/updates.md tells the whole way.

python packaging/release.py key ~/keys/tongxing.key         a key pair: the private half under a passphrase, and .pub
python packaging/release.py make --tree linux=FOLDER --tree windows=FOLDER --installers dist --out dist/updates
        --counter 7 --news news-zh.txt news-en.txt [--earlier linux=FOLDER ...] [--key ~/keys/tongxing.key]
python packaging/release.py weigh OLD NEW [OLD NEW ...]     what an update of our own code takes between two commits

A tree is an installed program: a folder with ``current`` and ``layers`` (the portable folder is one). ``--earlier`` are
those of releases before, out of which laptops take deltas. Without ``--key`` the development key signs, for trying out.
The counter has to be larger than that of every release before.
"""

import argparse
import getpass
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT)]

from shipping import releasing  # noqa: E402
from shipping.figures import FIGURES  # noqa: E402
from shipping.inputs import epoch_of  # noqa: E402
from shipping.layers import make_app_layer  # noqa: E402

from app.errors import TongxingError  # noqa: E402  after the path is set
from app.protocol.release import FILE  # noqa: E402

DEVELOPMENT = ROOT / "packaging" / "keys" / "development.key"
#: A passphrase shorter than this is tried out in an afternoon.
_PHRASE = 12


def main(words: Sequence[str]) -> int:
    """One command; gives the exit code."""
    options = _parser().parse_args(words)
    try:
        if options.command == "key":
            return _key(options.file)
        if options.command == "weigh":
            return _weigh(options.commits, options.python)
        return _make(options)
    except (OSError, ValueError, TongxingError, subprocess.CalledProcessError) as problem:
        print(f"No release was made: {problem}.", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("key", help="make a key pair").add_argument("file", type=Path)
    weigh = commands.add_parser("weigh", help="the size of an update of our own code between commits")
    weigh.add_argument("commits", nargs="+", help="pairs of older and newer")
    weigh.add_argument(
        "--python", type=Path, default=Path(sys.executable), help="compiles; best the one that is shipped"
    )
    make = commands.add_parser("make", help="archives, deltas and the signed list")
    make.add_argument("--tree", action="append", type=_tree, required=True, metavar="SYSTEM=FOLDER")
    make.add_argument("--earlier", action="append", type=_tree, default=[], metavar="SYSTEM=FOLDER")
    make.add_argument("--installers", type=Path, help="the folder in which setup.exe, .deb and .run lie")
    make.add_argument("--out", type=Path, required=True)
    make.add_argument("--counter", type=int, required=True)
    make.add_argument("--from-version", default="0.1", help="an older program has to take a release between")
    make.add_argument("--news", type=Path, nargs=2, required=True, metavar=("ZH", "EN"))
    make.add_argument("--key", type=Path, default=DEVELOPMENT)
    return parser


def _tree(text: str) -> tuple[str, Path]:
    system, _, folder = text.partition("=")
    if system not in releasing.OLDEST or not folder:
        raise argparse.ArgumentTypeError(f"{text}: it is SYSTEM=FOLDER, where SYSTEM is linux or windows")
    return system, Path(folder)


def _key(file: Path) -> int:
    if ROOT in file.resolve().parents:
        raise ValueError("a key does not belong into the checkout; take a folder outside of it, best on a stick")
    phrase = getpass.getpass("Passphrase: ")
    if len(phrase) < _PHRASE:
        raise ValueError(f"a passphrase has at least {_PHRASE} characters")
    if getpass.getpass("Once more: ") != phrase:
        raise ValueError("the two passphrases differ")
    print(f"{file}\n{releasing.new_key(file, phrase)}")
    return 0


def _make(options: argparse.Namespace) -> int:
    trees: dict[str, Path] = dict(options.tree)
    versions = {releasing.layers_of(tree)[2].name.removeprefix("app-") for tree in trees.values()}
    if len(versions) != 1:
        raise ValueError(f"the trees are of several versions: {', '.join(sorted(versions))}")
    options.out.mkdir(parents=True, exist_ok=True)
    installers = sorted(options.installers.iterdir()) if options.installers else []
    systems = [
        releasing.pack_system(system, tree, [old for name, old in options.earlier if name == system], installers,
                              options.out)
        for system, tree in sorted(trees.items())
    ]  # fmt: skip
    news = releasing.News(*(path.read_text("utf-8").strip() for path in options.news))
    manifest = releasing.make_release(
        systems, options.counter, versions.pop(), epoch_of(ROOT), options.from_version, news
    )
    public = options.key == DEVELOPMENT
    key = releasing.read_key(options.key, "" if public else getpass.getpass("Passphrase: "))
    (options.out / FILE).write_bytes(releasing.sign_release(manifest, key))
    print(f"{options.out / FILE}: version {manifest.version}, counter {manifest.counter}, key {key.public.hex()[:16]}")
    for system in manifest.systems:
        for layer in system.layers:
            pieces = [layer.whole, *(delta.piece for delta in layer.deltas)]
            print(*(f"  {piece.name} {piece.size}" for piece in pieces), sep="\n")
    return 0


def _weigh(commits: Sequence[str], python: Path) -> int:
    """For each pair what a laptop fetches: the signed list and the delta of our layer."""
    if len(commits) % 2:
        raise ValueError("commits come in pairs")
    for old, new in zip(commits[::2], commits[1::2], strict=True):
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            before, after = (
                _layer_of(commit, version, work, python) for commit, version in ((old, "0.1.0"), (new, "0.1.1"))
            )
            layer = releasing.pack_layer(after, "linux", [before], work)
            size = layer.deltas[0].piece.size if layer.deltas else layer.whole.size
            FIGURES.add(f"update-of-our-code:{_short(old)}..{_short(new)}", round(size / 1000, 1), "kB")
            print(f"  the whole layer {layer.whole.size} B, changed files of app/ and resources/: {_changed(old, new)}")
    return 0


def _layer_of(commit: str, version: str, work: Path, python: Path) -> Path:
    packed = subprocess.run(
        ["git", "archive", commit, "app", "resources"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    source = work / f"source-{version}"
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(source, filter="data")
    return make_app_layer(source, version, work / "layers", python)


def _short(commit: str) -> str:
    return subprocess.run(
        ["git", "rev-parse", "--short", commit], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.strip()


def _changed(old: str, new: str) -> int:
    names = subprocess.run(
        ["git", "diff", "--name-only", old, new, "--", "app", "resources"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return len(names.splitlines())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
