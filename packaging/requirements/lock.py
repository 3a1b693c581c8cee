"""Writes the locked requirements beside this file from the ``.in`` files: ``python packaging/requirements/lock.py``.

A lock names every package, its version, and the hashes of just those wheels that our platforms can install: CPython
3.11 to 3.13 on Linux x86-64 (glibc) and Windows x64. Source archives are left out on purpose: nothing is compiled on a
teacher's or a newcomer's machine, and a platform without wheels is told so instead of getting an empty placeholder.

Needs ``uv`` (any recent release, not one of our dependencies) and a way to the package index.
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LOCKS = ("app", "relay", "dev", "fuzz")
INTERPRETERS = ("cp311", "cp312", "cp313")
#: sqlite-utils names pip for its own plug-in command, which we never call; each environment brings its own pip.
LEFT_OUT = frozenset({"pip"})


def fits(wheel: str) -> bool:
    """Can one of our platforms install the wheel of this file name (PEP 427)?"""
    python, abi, platform = wheel.removesuffix(".whl").split("-")[-3:]
    if platform == "any":
        return "py3" in python.split(".")
    if not (platform == "win_amd64" or ("manylinux" in platform and platform.endswith("x86_64"))):
        return False
    if abi == "abi3":
        return int(python.removeprefix("cp3")) <= 11
    return abi in INTERPRETERS or (abi == "none" and python.startswith("py"))


def resolve(name: str) -> list[dict[str, Any]]:
    """Ask uv for every package that ``name``.in needs, on any platform, with the files that the index offers."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / f"pylock.{name}.toml"
        command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--no-header"]
        subprocess.run([*command, "--no-annotate", "-o", str(answer), f"{name}.in"], cwd=HERE, check=True)
        packages: list[dict[str, Any]] = tomllib.loads(answer.read_text(encoding="utf-8"))["packages"]
    return packages


def entry(package: dict[str, Any]) -> str:
    """One package as a requirement with its hashes."""
    names = {wheel["url"].rsplit("/", 1)[-1]: wheel["hashes"]["sha256"] for wheel in package.get("wheels", ())}
    hashes = [names[name] for name in sorted(names) if fits(name)]
    if not hashes:
        raise SystemExit(f"{package['name']} {package['version']} has no wheel for any of our platforms.")
    marker = f" ; {package['marker']}" if "marker" in package else ""
    lines = [f"{package['name']}=={package['version']}{marker}", *(f"    --hash=sha256:{value}" for value in hashes)]
    return " \\\n".join(lines) + "\n"


def main() -> int:
    """Write all locks; versions come from the ``.in`` files and, below them, from the newest that fit."""
    for name in LOCKS:
        packages = [package for package in resolve(name) if package["name"] not in LEFT_OUT]
        head = f"# Made from {name}.in by lock.py; change that file and run lock.py again.\n"
        text = head + "".join(entry(package) for package in packages)
        (HERE / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}.txt: {len(packages)} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
