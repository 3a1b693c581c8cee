"""A stick with a newer version, made of the same build, on which packed programs try what an update is."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.protocol.release import FILE, Layer
from shipping import releasing, signed_list
from shipping.context import Context

#: Where a stick has its updates.
PLACE = Path("TONGXING", "updates")
#: Why it cannot be tried with a build for handing out.
NO_KEY = "the program believes a release key whose private half is not here"


def later_than(version: str) -> str:
    """The next version: 0.1.1 after 0.1.0."""
    first, _, last = version.rpartition(".")
    return f"{first}.{int(last) + 1}"


def lay(context: Context, system: str, version: str, stick: Path) -> int:
    """Lay a release of ``version`` on a stick; only our code is another. Gives the bytes of its whole layer.

    The development key signs, so ``context`` has to be a build that believes it.
    """
    out = stick / PLACE
    out.mkdir(parents=True)
    tree = signed_list.SYSTEMS[system][1]

    def pack(folder: Path, name: str, before: Sequence[Path], place: Path) -> Layer:
        ours = folder.name.startswith("app-")
        return signed_list.packed(context, folder, name, before if ours else (), place)

    made = releasing.pack_system(system, tree(replace(context, version=version)), [tree(context)], [], out, pack)
    counter, oldest, news = signed_list.said_of(context.root)
    manifest = releasing.make_release([made], counter + 1, version, context.epoch, oldest, news)
    key = releasing.read_key(context.root / signed_list.DEVELOPMENT)
    (out / FILE).write_bytes(releasing.sign_release(manifest, key))
    return made.layers[2].whole.size


def spoil(stick: Path, spoilt: Path) -> None:
    """The same stick with one wrong byte in what leads from one version to the next, and in the whole layer."""
    shutil.copytree(stick, spoilt)
    for archive in [*(spoilt / PLACE).glob("app-*.txd"), *(spoilt / PLACE).glob("app-*.txl")]:
        data = bytearray(archive.read_bytes())
        data[len(data) // 2] ^= 1
        archive.write_bytes(data)
