"""Installed programs in a test's folder: the real boot.py, and either our own compiled code or a few lines for it."""

import importlib.util
import os
import py_compile
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from app.installed import CURRENT, Installation, Layers
from tests.helpers.source import ROOT

BOOT = ROOT / "packaging" / "boot" / "boot.py"
RUNTIME, LIB = "runtime-000000000001", "lib-000000000001"
#: What stands for the program: it says which version it is, and sees its window if it is told to.
SMALL = """
import os, sys
from pathlib import Path
VERSION = {version!r}
def main():
    print(VERSION, *sys.argv[1:], flush=True)
    if "--version" in sys.argv:
        raise SystemExit(0)
    if "--crash" in sys.argv:
        os._exit(11)
    root = Path(__file__).parents[4]
    started = sys.modules["__main__"].STARTED
    if started == (root / "current").read_text("utf-8"):
        (root / "confirmed").write_text(started, "utf-8")
    return 0
"""


def small_app(root: Path, version: str, code: str = SMALL, broken: str = "") -> str:
    """A layer of a few lines that stand for the program; ``broken`` is what its window's module says instead."""
    folder = root / "layers" / f"app-{version}"
    (folder / "resources").mkdir(parents=True)
    (folder / "resources" / "word.txt").write_text(version, "utf-8")
    with zipfile.ZipFile(folder / "app.zip", "w") as packed:
        for module in ("app/__init__.py", "app/ui/__init__.py", "app/ui/main_window.py"):
            packed.writestr(module, "")
        packed.writestr("app/ui/application.py", broken)
        packed.writestr("app/startup.py", code.format(version=version))
    return folder.name


def small_tree(root: Path, version: str = "1.0.0") -> Installation:
    """An installed program of few lines, with empty libraries and the runtime that runs this test."""
    for name in (RUNTIME, LIB):
        (root / "layers" / name).mkdir(parents=True)
        (root / "layers" / name / "part.txt").write_text(name, "utf-8")
    shutil.copy(BOOT, root / "boot.py")
    installed = Installation(root, version)
    installed.write(CURRENT, Layers(RUNTIME, LIB, small_app(root, version)).text())
    return installed


def whole_tree(root: Path, version: str) -> Installation:
    """An installed program with all of our own code, compiled as this Python keeps it, and all resources."""
    installed = small_tree(root, version)
    folder = root / "layers" / f"app-{version}"
    shutil.rmtree(folder)
    folder.mkdir()
    shutil.copytree(ROOT / "resources", folder / "resources")
    with zipfile.ZipFile(folder / "app.zip", "w") as packed:
        for source in sorted((ROOT / "app").rglob("*.py")):
            if "relay" in source.relative_to(ROOT).parts:
                continue
            compiled = Path(importlib.util.cache_from_source(str(source)))
            if not compiled.exists():
                py_compile.compile(str(source), doraise=True)
            packed.write(compiled, str(source.relative_to(ROOT).with_suffix(".pyc")))
    return installed


def start(installed: Installation, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Start an installed program as its launcher does, with the Python that runs this test."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-I", str(installed.root / "boot.py"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | environment,
    )


def said(installed: Installation, *arguments: str) -> str:
    """What a small program says when it is started: its version and its arguments."""
    return start(installed, *arguments).stdout.strip()
