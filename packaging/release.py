"""Makes keys, weighs updates, and signs a release anew. docs/updates.md tells the whole way.

The build (packaging/build.py) makes the signed list of what it has built; ``make`` makes it anew where files
have changed since, or where the release key is kept from the machine that builds.

python packaging/release.py key ~/keys/tongxing.key         a key pair: the private half under a passphrase, and .pub
python packaging/release.py make --tree linux=FOLDER --tree windows=FOLDER --installers dist --out dist/updates
        [--earlier linux=FOLDER ...] [--key ~/keys/tongxing.key] [--counter 7] [--news news-zh.txt news-en.txt]
python packaging/release.py weigh OLD NEW [OLD NEW ...]     what an update of our own code takes between two commits

A tree is an installed program: a folder with ``current`` and ``layers`` (the portable folder is one). ``--earlier`` are
those of releases before, out of which laptops take deltas. Without ``--key`` the development key signs, for trying out.
The counter has to be larger than that of every release before; it and the news are those of the checkout unless given.
"""

import argparse
import getpass
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT)]

from shipping import releasing, weighing  # noqa: E402  # after the path is set
from shipping.context import system_and_tree  # noqa: E402  # after the path is set
from shipping.figures import FIGURES  # noqa: E402  # after the path is set
from shipping.inputs import epoch_of  # noqa: E402  # after the path is set
from shipping.signed_list import DEVELOPMENT, said_of  # noqa: E402  # after the path is set

from app.crypto.signing import SigningKey  # noqa: E402  # after the path is set
from app.errors import TongxingError  # noqa: E402  # after the path is set

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
    make.add_argument("--tree", action="append", type=system_and_tree, required=True, metavar="SYSTEM=FOLDER")
    make.add_argument("--earlier", action="append", type=system_and_tree, default=[], metavar="SYSTEM=FOLDER")
    make.add_argument("--installers", type=Path, help="the folder in which setup.exe, .deb and .run lie")
    make.add_argument("--out", type=Path, required=True)
    make.add_argument("--counter", type=int)
    make.add_argument("--from-version", help="an older program has to take a release between")
    make.add_argument("--news", type=Path, nargs=2, metavar=("ZH", "EN"))
    make.add_argument("--key", type=Path, default=ROOT / DEVELOPMENT)
    return parser


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
    version = versions.pop()
    options.out.mkdir(parents=True, exist_ok=True)
    installers = _installers(options.installers, version) if options.installers else []
    systems = [
        releasing.pack_system(system, tree, [old for name, old in options.earlier if name == system], installers,
                              options.out)
        for system, tree in sorted(trees.items())
    ]  # fmt: skip
    counter, oldest, news = said_of(ROOT)
    if options.news:
        news = releasing.News(*(path.read_text("utf-8").strip() for path in options.news))
    manifest = releasing.make_release(
        systems, options.counter or counter, version, epoch_of(ROOT), options.from_version or oldest, news
    )
    releasing.hand_out(manifest, asked_key(options.key), filter(None, (options.out, options.installers)))
    return 0


def _installers(folder: Path, version: str) -> list[Path]:
    """The packages of this version that set a program up; a relay's package lies beside them and is none."""
    return sorted(folder.glob(f"tongxing-{version}[-.]*"))


def asked_key(file: Path) -> SigningKey:
    """The private key in a file; asks for its passphrase, but for that of the development key, which has none."""
    public = file.resolve() == ROOT / DEVELOPMENT
    return releasing.read_key(file, "" if public else getpass.getpass("Passphrase: "))


def _weigh(commits: Sequence[str], python: Path) -> int:
    """For each pair what a laptop fetches beside the signed list: the delta of our layer."""
    if len(commits) % 2:
        raise ValueError("commits come in pairs")
    with tempfile.TemporaryDirectory() as work:
        weigher = weighing.Weigher(ROOT, python, Path(work))
        for old, new in zip(commits[::2], commits[1::2], strict=True):
            found = weigher.weigh(old, new)
            FIGURES.add(f"update-of-our-code:{old}..{new}", weighing.kilobytes(found.fetched), "kB")
            files = weighing.changed_files(ROOT, old, new)
            print(f"  the whole layer {found.whole} B, changed files of app/ and resources/: {files}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
