"""Programs of the machine that a build uses, and where they come from when the machine lacks them."""

import contextlib
import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from shipping.problems import Stop

#: A program, and the Debian package that has it.
PACKAGES = {
    "apt-get": "apt",
    "autoreconf": "autoconf",
    "automake": "automake",
    "debootstrap": "debootstrap",
    "dpkg-deb": "dpkg",
    "dpkg-source": "dpkg-dev",
    "fakeroot": "fakeroot",
    "gcc": "gcc",
    "icupkg": "icu-devtools",
    "import": "imagemagick",
    "libtoolize": "libtool",
    "lintian": "lintian",
    "make": "make",
    "makeself": "makeself",
    "makensis": "nsis",
    "minisign": "minisign",
    "nm": "binutils",
    "objcopy": "binutils",
    "objdump": "binutils",
    "osslsigncode": "osslsigncode",
    "patch": "patch",
    "patchelf": "patchelf",
    "perl": "perl",
    "pkg-config": "pkg-config",
    "readelf": "binutils",
    "strip": "binutils",
    "tclsh": "tcl",
    "unzip": "unzip",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "xdotool": "xdotool",
    "Xvfb": "xvfb",
    "xvfb-run": "xvfb",
    "xz": "xz-utils",
    "zstd": "zstd",
}
#: Files without a program of their own that a build needs, and the package that has them.
FILES = {
    "/usr/share/keyrings/debian-archive-keyring.gpg": "debian-archive-keyring",
    "/usr/share/aclocal/ltdl.m4": "libltdl-dev",
}


def missing(programs: Sequence[str]) -> list[str]:
    """Debian's names of the packages that this machine lacks of these programs (or files, by their whole path)."""
    lacking = {
        FILES[name] if name.startswith("/") else PACKAGES[name]
        for name in programs
        if not (Path(name).exists() if name.startswith("/") else shutil.which(name))
    }
    return sorted(lacking)


def need(*programs: str) -> None:
    """Install what is missing where we may; else stop with the line that somebody who may has to type."""
    packages = missing(programs)
    if not packages:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", "-qq", *packages]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Stop(
            "This machine lacks programs that the build uses. Please type:\n"
            f"    sudo apt-get update && sudo {shlex.join(install)}\nand then start the build again."
        )
    print(f"installing {' '.join(packages)}", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)  # an old list shows itself in the next line
    done = subprocess.run(install, env=quiet, check=False, stdout=subprocess.DEVNULL)
    if done.returncode != 0 or missing(programs):
        raise Stop(f"The packages could not be installed. Please try by hand:\n    {shlex.join(install)}")


def run(
    *command: str | Path,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
) -> str:
    """Run a program to its end and give what it printed; stop with its last words if it fails.

    ``environment`` is added to the machine's own. With ``log`` the output also stays in that file.
    """
    words = [str(word) for word in command]
    merged = {**os.environ, **(environment or {})}
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as own, contextlib.ExitStack() as stack:
        stream = own if log is None else stack.enter_context(log.open("a+", encoding="utf-8", errors="replace"))
        stream.write(f"$ {shlex.join(words)}\n")
        stream.flush()
        began = stream.tell()
        done = subprocess.run(words, cwd=cwd, env=merged, stdout=stream, stderr=subprocess.STDOUT, check=False)
        stream.seek(began)
        said = stream.read()
    if done.returncode != 0:
        last = "\n".join(said.splitlines()[-25:])
        raise Stop(f"{shlex.join(words)} ended with {done.returncode}:\n{last}")
    return said
