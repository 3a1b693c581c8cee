"""The signed list of a build: what belongs to it, with the archives that installed programs take as an update.

    dist/updates/release.txm, *.txl, *.txd    for sticks and relays: the list, whole layers, and what leads to them
    dist/release.txm                          the same list beside the installers, which it vouches for

The counter and the oldest version are those of inputs.toml, what is new stands in packaging/news. Packing a layer takes
a minute, so each is a step in the cache.
"""

import getpass
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from app.crypto.signing import SigningKey
from app.errors import AccessError
from app.protocol import layer_file, release
from app.protocol.release import Layer
from app.workspace import updating_layers
from shipping import inputs, linux_tree, releasing, windows_tree
from shipping.context import Context
from shipping.problems import Stop
from shipping.steps import Input, step

#: The folder of updates, in the folder of packages.
FOLDER = "updates"
#: Signs what is for trying out; everybody can read it.
DEVELOPMENT = Path("packaging", "keys", "development.key")
#: Which targets are installed programs of which system, and what makes its tree.
SYSTEMS = {
    "linux": (("deb", "run", "portable"), linux_tree.tree),
    "windows": (("windows",), windows_tree.tree),
}
_LAYER = "layer.msgpack"
#: An installed tree of an earlier release, and its system.
Earlier = tuple[str, Path]


def make(
    context: Context, made: Mapping[str, Sequence[Path]], key: SigningKey, earlier: Sequence[Earlier] = ()
) -> None:
    """Make the list of what was built, and its archives.

    Nothing is made where no installed program was built, and where the program believes another key than ``key``: then
    the list is made afterwards, where that key is (packaging/release.py).
    """
    built = {name: tree for name, (targets, tree) in SYSTEMS.items() if any(target in made for target in targets)}
    if not built:
        return
    if (
        context.release_key is not None
        and bytes.fromhex(context.release_key.read_text("ascii").split()[0]) != key.public
    ):
        print("No signed list was made: the program believes another key. Sign with packaging/release.py.", flush=True)
        return
    out = context.out / FOLDER
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    installers = [path for target in ("windows", "deb", "run") for path in made.get(target, ())]

    def pack(folder: Path, system: str, before: Sequence[Path], place: Path) -> Layer:
        return packed(context, folder, system, before, place)

    systems = [
        releasing.pack_system(
            name, tree(context), [folder for system, folder in earlier if system == name], installers, out, pack
        )
        for name, tree in built.items()
    ]
    counter, oldest, news = said_of(context.root)
    manifest = releasing.make_release(systems, counter, context.version, context.epoch, oldest, news)
    releasing.hand_out(manifest, key, (out, context.out))


def read_key(context: Context, file: Path | None, ask: Callable[[str], str] = getpass.getpass) -> SigningKey:
    """The private key in ``file``, whose passphrase is asked for; without a file, the development key.

    Raises Stop for a wrong passphrase, or a file that holds no key.
    """
    try:
        return releasing.read_key(file or context.root / DEVELOPMENT, ask("Passphrase of the key: ") if file else "")
    except (OSError, ValueError, AccessError) as problem:
        raise Stop(f"The signing key cannot be read: {problem}.") from problem


def said_of(root: Path) -> tuple[int, str, releasing.News]:
    """Of the version that the checkout makes: its counter, the oldest version that may take it, what is new."""
    told = inputs.listed(root)
    texts = [(root / "packaging" / "news" / f"{language}.txt").read_text("utf-8").strip() for language in ("zh", "en")]
    return told["counter"], told["from_version"], releasing.News(*texts)


def packed(context: Context, layer: Path, system: str, earlier: Sequence[Path], out: Path) -> Layer:
    """What ``releasing.pack_layer`` gives, with its archives in ``out``; packed once, and then taken from the cache."""

    def make_archives(folder: Path) -> None:
        found = releasing.pack_layer(layer, system, earlier, folder)
        (folder / _LAYER).write_bytes(msgspec.msgpack.encode(found))

    given: list[Input] = [layer.name, layer, system, *earlier, releasing, layer_file, release, updating_layers]
    folder = step(context, f"archive-{system}", make_archives, given)
    for archive in sorted(folder.glob("*.tx[ld]")):
        shutil.copyfile(archive, out / archive.name)
    return msgspec.msgpack.decode((folder / _LAYER).read_bytes(), type=Layer)
