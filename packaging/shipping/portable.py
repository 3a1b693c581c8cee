"""The portable folder for Linux: the program that needs no installing and keeps what is written beside itself."""

import shutil
from pathlib import Path

from shipping.context import Context
from shipping.linux_tree import tree
from shipping.packing import pack

NAME = "Tongxing"


def build(context: Context) -> list[Path]:
    """A .tar.xz with the one folder in it."""
    stage = context.out / "portable.stage"
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(tree(context), stage / NAME)
    (stage / NAME / "portable").touch()
    shutil.copyfile(context.root / "packaging" / "linux" / "portable.txt", stage / NAME / "README.txt")
    archive = context.out / f"tongxing-{context.version}-portable-linux.tar.xz"
    pack(stage, archive, context.epoch)
    shutil.rmtree(stage)
    return [archive]
