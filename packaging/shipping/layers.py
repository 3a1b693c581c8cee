"""The three layers of an installed program, and how they are put together.

    layers/runtime-<id>/          Python
    layers/lib-<id>/              the libraries
    layers/app-<version>/app.zip  our code, with resources/ beside it
    current                       which three of them run

An ``<id>`` is made of what the layer holds, so that two builds of the same contents give the same layer, and an update
knows from the name alone what a laptop already has. Everything here gives the same bytes twice. app/installed.py tells
the whole shape.
"""

import hashlib
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from shipping import zips
from shipping.trees import compile_tree, files_in

#: Of our own code a teacher's program has no use for these: they need the libraries of a relay.
LEFT_OUT = ("app/relay", "app/demo", "resources/demo")
#: The date of every file in app.zip, 1 January 1980: that of a version would make each update larger.
_ZIP_DATE = 315_532_800
_ID_LENGTH = 12


def layer_id(folder: Path) -> str:
    """What a layer's folder holds, as the twelve characters that stand in its name.

    SHA-256 over a line for each file in the order of their paths: SHA-256 of its bytes, and its path. Whether a file is
    a program does not count, for a stick does not keep that.
    """
    whole = hashlib.sha256()
    for file in files_in(folder):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        whole.update(f"{digest} {file.relative_to(folder).as_posix()}\n".encode())
    return whole.hexdigest()[:_ID_LENGTH]


def make_app_layer(source: Path, version: str, out: Path, python: Path | None = None) -> Path:
    """The layer of our own code from a checkout (or a folder like one): ``out``/app-<version>/.

    The code says that it is ``version``, whatever the checkout says, so that tests can make a later one. ``python``
    compiles (by default the one that runs this); the layer runs with that Python's version alone.
    """
    layer, work = out / f"app-{version}", out / f"app-{version}.work"
    for folder in (layer, work):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source / "app", work / "app", ignore=_skip(source))
    shutil.copytree(source / "resources", layer / "resources", ignore=_skip(source))
    stated = work / "app" / "version.py"
    text = stated.read_text(encoding="utf-8")
    stated.write_text(re.sub(r'(?m)^__version__ = ".*"$', f'__version__ = "{version}"', text), encoding="utf-8")
    compile_tree(python or Path(sys.executable), work)
    zips.write(work, layer / "app.zip", _ZIP_DATE)
    shutil.rmtree(work)
    return layer


def empty_app_layer(version: str, out: Path) -> Path:
    """A layer with no code of ours: the baseline for the sizes."""
    layer = out / f"app-{version}"
    (layer / "resources").mkdir(parents=True)
    (layer / "app.zip").write_bytes(b"PK\x05\x06" + bytes(18))  # a zip with nothing in it
    return layer


def assemble(root: Path, runtime: Path, lib: Path, app: Path, boot: Path, licences: Path | None = None) -> None:
    """Put an installed program together in ``root``, all but its launcher: the layers, ``current`` and ``boot.py``.

    ``runtime`` and ``lib`` are folders of any name; ``app`` is what ``make_app_layer`` gave.
    """
    names = {"runtime": f"runtime-{layer_id(runtime)}", "lib": f"lib-{layer_id(lib)}", "app": app.name}
    for folder, name in ((runtime, names["runtime"]), (lib, names["lib"]), (app, names["app"])):
        shutil.copytree(folder, root / "layers" / name)
    shutil.copyfile(boot, root / "boot.py")
    if licences is not None:
        shutil.copytree(licences, root / "licenses")
    (root / "current").write_text("".join(f"{kind} {name}\n" for kind, name in names.items()), encoding="ascii")


def _skip(source: Path) -> Callable[[str, list[str]], set[str]]:
    """For copytree: what a program does not carry of a checkout."""
    skipped = {str(source / name) for name in LEFT_OUT}

    def skip(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if name in {"__pycache__", "_resources"} or f"{folder}/{name}" in skipped}

    return skip
