"""The relay's libraries in one folder that each of Debian's Pythons can use.

The same locked wheels are unpacked once for each version of Python and laid over one another: pure Python is the same
file in all of them, and a compiled part bears its version in its name.
"""

import re
import shutil
import tempfile
from pathlib import Path

from packaging.requirements import Requirement

from shipping import inputs
from shipping.context import Context
from shipping.steps import step

#: Debian 12 brings 3.11, Ubuntu 24.04 3.12, Debian 13 3.13.
PYTHONS = ("3.11", "3.12", "3.13")
#: From the newest glibc that Debian 12 has down; pip takes the first that fits.
_PLATFORMS = ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64", "any")
#: Needed to build other packages, or to start programs of the libraries' own; never to run the relay.
_LEFT_OUT = ("pycparser", "pycparser-*", "bin", "__pycache__", "*.pyi", "*.pxd", "*.pyx", "*.c", "*.h", "include")
#: Folders that describe a wheel. What they say differs between Pythons, and nobody imports it: the first one's stay.
_ABOUT_A_WHEEL = ".dist-info"


class Differs(Exception):
    """Two wheels of one version hold different code under one name; the message names it."""


def provide(context: Context) -> Path:
    """The folder with everything that the relay's lock names; made once for each content of the lock."""
    lock = context.root / "packaging" / "requirements" / "relay.txt"

    def make(folder: Path) -> None:
        with tempfile.TemporaryDirectory() as place:
            for python in PYTHONS:
                one = Path(place) / python
                _install(lock, python, one)
                lay_over(folder, one)

    return step(context, "relay-libraries", make, [lock], slow=True)


def lay_over(whole: Path, one: Path) -> None:
    """Put the files of ``one`` to those of ``whole``. Raises Differs."""
    for path in sorted(path for path in one.rglob("*") if path.is_file()):
        name = path.relative_to(one)
        if any(Path(part).match(pattern) for part in name.parts for pattern in _LEFT_OUT):
            continue
        there = whole / name
        if not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, there)
        elif not name.parts[0].endswith(_ABOUT_A_WHEEL) and there.read_bytes() != path.read_bytes():
            raise Differs(str(name))


def wanted(lock: str, python: str) -> list[str]:
    """The lines of a lock that count for this Python on Linux, without their markers, with their hashes."""
    setting = {
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "linux",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "platform_machine": "x86_64",
    }
    lines = []
    for entry in re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^#.*\n", "", lock).strip()):
        head, _, hashes = entry.partition(" \\\n")
        requirement = Requirement(head)
        if requirement.marker is None or requirement.marker.evaluate(setting):
            lines.append(f"{requirement.name}{requirement.specifier} \\\n{hashes}")
    return lines


def _install(lock: Path, python: str, folder: Path) -> None:
    listed = folder.with_suffix(".txt")
    listed.write_text("\n".join(wanted(lock.read_text("utf-8"), python)) + "\n", "utf-8")
    which = ["--no-compile", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    abis = [word for abi in (f"cp{python.replace('.', '')}", "abi3", "none") for word in ("--abi", abi)]
    platforms = [word for platform in _PLATFORMS for word in ("--platform", platform)]
    suited = ["--implementation", "cp", "--python-version", python, *abis, *platforms]
    inputs.pip("install", *which, "--target", folder, *suited, "-r", listed)
