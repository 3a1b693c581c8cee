"""The compiler for Linux: zig's clang, which links against any older glibc than the machine's own.

A Python that is built on today's Debian asks for today's glibc and does not start on the desktops that schools have.
zig carries the symbol lists of every glibc since 2.0; 2.28 is that of the wheels that we ship (manylinux_2_28).
The wrappers have plain names and are found by PATH, so that no folder of the machine that builds reaches a binary.
"""

import os
import zipfile
from pathlib import Path

from shipping import inputs
from shipping.context import Context
from shipping.site import NEWEST_GLIBC
from shipping.steps import step

TARGET = f"x86_64-linux-gnu.2.{NEWEST_GLIBC}"
#: What compilers and their build scripts take for the time of day (1 January 2026): not the date of our version, since
#: the interpreter is not compiled anew for each of them.
EPOCH = 1_767_225_600
#: Each wrapper and what zig is told: any 64-bit Intel or AMD processor will do.
WRAPPERS = {
    "tongxing-cc": f"cc -target {TARGET} -mcpu=x86_64",
    "tongxing-ar": "ar",
    "tongxing-ranlib": "ranlib",
}


def toolchain(context: Context) -> Path:
    """The folder with the wrappers in bin/."""
    archive = next(inputs.fetch(context, "pypi", "ziglang").glob("*.whl"))

    def make(folder: Path) -> None:
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(folder)
        zig = folder / "ziglang" / "zig"
        zig.chmod(0o755)
        (folder / "bin").mkdir()
        for name, words in WRAPPERS.items():
            wrapper = folder / "bin" / name
            own = '"$(dirname "$(readlink -f "$0")")/../ziglang/zig"'
            wrapper.write_text(f'#!/bin/sh\nexec {own} {words} "$@"\n', encoding="ascii")
            wrapper.chmod(0o755)

    return step(context, "toolchain", make, [archive.name, archive.parent.name], slow=True)


def environment(context: Context, scratch: Path) -> dict[str, str]:
    """What configure and make have to find: the compiler, the date, and a cache of zig's own in ``scratch``."""
    wrappers = toolchain(context) / "bin"
    return {
        **context.environment,
        "SOURCE_DATE_EPOCH": str(EPOCH),
        "PATH": f"{wrappers}{os.pathsep}{os.environ['PATH']}",
        "CC": "tongxing-cc",
        "CXX": "false",  # nothing of ours is C++, and to ask would let zig compile its C++ library first
        "AR": "tongxing-ar",
        "RANLIB": "tongxing-ranlib",
        "ZIG_GLOBAL_CACHE_DIR": str(scratch / "zig"),
        "ZIG_LOCAL_CACHE_DIR": str(scratch / "zig"),
    }
