"""The libraries of a package: the locked wheels for one system, installed into a folder, whole and untouched.

pip judges environment markers by the Python that runs it, not by the one it fetches for; so they are judged here.
"""

import re
import sys
from pathlib import Path

from packaging.requirements import Requirement

from shipping import inputs
from shipping.context import Context
from shipping.problems import Stop
from shipping.steps import step

PYTHON = "3.13"
#: What stands in markers, for the systems that we build for.
MARKERS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
}
#: The newest glibc that a Linux wheel may ask for: 2.28, that of the oldest desktops we hope to reach.
NEWEST_GLIBC = 28
TAGS = {
    "linux": [
        *(f"manylinux_2_{minor}_x86_64" for minor in range(NEWEST_GLIBC, 4, -1)),
        "manylinux2014_x86_64",
        "manylinux2010_x86_64",
        "manylinux1_x86_64",
    ],
    "windows": ["win_amd64"],
}


def requirements(lock: str, system: str) -> list[str]:
    """The lines of a lock that count on this system, each with its hashes and without its marker."""
    environment = {
        **MARKERS[system],
        "python_version": PYTHON,
        "python_full_version": f"{PYTHON}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    kept = []
    for entry in re.sub(r"\\\n\s*", "", re.sub(r"(?m)^#.*\n", "", lock)).splitlines():
        said, hashes = entry.split(" --hash=", 1)
        wanted = Requirement(said)
        if wanted.marker is None or wanted.marker.evaluate({**environment, "extra": ""}):
            kept.append(f"{wanted.name}{wanted.specifier} --hash={hashes}")
    return kept


def site(context: Context, system: str, lock: str = "app", without: frozenset[str] = frozenset()) -> Path:
    """The folder with the libraries of ``packaging/requirements/<lock>.txt`` for ``system`` (linux or windows).

    It is what pip makes of the wheels: nothing removed, nothing compiled. ``without`` names packages to leave out.
    """
    if system not in TAGS:
        raise Stop(f"There are no libraries for a system called {system!r}.")
    text = (context.root / "packaging" / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    lines = [line for line in requirements(text, system) if re.split("[=<>~]", line)[0].lower() not in without]

    def make(folder: Path) -> None:
        wanted = folder / "wanted.txt"
        wanted.write_text("\n".join(lines) + "\n", encoding="utf-8")
        tags = [word for tag in TAGS[system] for word in ("--platform", tag)]
        abis = [word for abi in (f"cp{PYTHON.replace('.', '')}", "abi3", "none") for word in ("--abi", abi)]
        what = ["--no-compile", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
        python = ["--implementation", "cp", "--python-version", PYTHON]
        inputs.pip("install", "--target", folder, *what, *python, *abis, *tags, "-r", wanted)
        wanted.unlink()

    return step(context, f"site-{lock}-{system}", make, [*lines, sys.modules[inputs.__name__]], slow=True)
