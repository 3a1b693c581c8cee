"""The installed program as all three Linux packages carry it: the layers, ``boot.py``, and the launcher."""

import shutil
from pathlib import Path

from shipping import cpython, elf
from shipping.context import Context
from shipping.layers import assemble, empty_app_layer
from shipping.licences import licences
from shipping.parts import app_layer, libraries
from shipping.steps import step
from shipping.trees import settle

#: How desktops know the program: reverse domain, as the Chinese shops for Linux programs ask for.
ID = "cn.tongxing.app"
#: What the fast lane has in Python's place: it tells what it was asked, so that a test can see that it was started.
_DUMMY = """#!/bin/sh
while [ "$1" != "${1#-}" ] || [ "$1" = utf8 ]; do shift; done
echo "started $*"
[ "${2:-}" != --wait ] || exec "${0%/*}/waiting" 60
"""


def tree(context: Context) -> Path:
    """The folder that becomes ROOT on a laptop (app/installed.py tells its shape)."""
    parts = _dummies(context) if context.fast else _parts(context)
    launcher, boot = context.root / "packaging" / "linux" / "tongxing", context.root / "packaging" / "boot" / "boot.py"

    texts = [] if context.fast else [licences(context, "linux", parts[0], parts[1])]

    def make(folder: Path) -> None:
        assemble(folder, *parts, boot, *texts)
        (folder / "bin").mkdir()
        shutil.copy(launcher, folder / "bin" / "tongxing")
        settle(folder, context.epoch)
        if not context.fast:
            elf.check(folder)

    return step(context, "linux-tree", make, [*parts, *texts, parts[-1].name, launcher, boot, str(context.epoch)])


def _parts(context: Context) -> tuple[Path, Path, Path]:
    return cpython.linux_runtime(context), libraries(context, "linux"), app_layer(context)


def _dummies(context: Context) -> tuple[Path, Path, Path]:
    """Three layers without anything in them, for tests of the installers themselves."""

    def make(folder: Path) -> None:
        python = folder / "runtime" / "bin" / "tongxing-python"
        python.parent.mkdir(parents=True)
        python.write_text(_DUMMY, encoding="utf-8")
        python.chmod(0o755)
        shutil.copy(str(shutil.which("sleep")), python.with_name("waiting"))
        (folder / "lib").mkdir()
        (folder / "lib" / "nothing.txt").write_text("nothing\n", encoding="utf-8")
        empty_app_layer(context.version, folder)

    folder = step(context, "linux-dummies", make, [context.version])
    return folder / "runtime", folder / "lib", folder / f"app-{context.version}"
