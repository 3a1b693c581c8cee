"""Starts an installed Tongxing: picks the layers, puts them on the path and hands over to the program.

No update ever replaces this file, so it does little, needs only Python's standard library (3.11 to 3.13), and knows of
the program no more than ``app.startup.main``. ``app/installed.py`` is its other half. What lies beside it:

    current     which three layers run: "runtime runtime-ID", "lib lib-ID", "app app-VERSION"; changed by renaming only
    previous    the same before the last update; absent at first
    confirmed   the layers whose window was seen; written by the program
    trying      how often new layers were started that nobody has seen yet, and which
    went-back   why and from which layers this file went back; the program tells it, and knows it until newer ones run
"""

import os
import subprocess
import sys
from importlib import import_module

ROOT = os.path.dirname(os.path.abspath(__file__))
KINDS = ("runtime", "lib", "app")
#: So many starts without a window, and layers that were never confirmed are given up.
TRIES = 2
#: Imported before new layers are trusted: the way to the window. The rest is imported when it is wanted.
ON_TRIAL = ("app.startup", "app.ui.application", "app.ui.main_window")
#: Set for the start after one that went back, so that going back can never go round in circles.
RELAUNCHED = "TONGXING_RELAUNCHED"
NOT_WHOLE = (
    "同行没有装完整，打不开。您写的内容不在这个文件夹里，都还在。请用U盘里的安装程序再装一次。\n\n"
    "Tongxing is not whole and cannot open. What you wrote lies elsewhere and is safe. "
    "Please install it again from the USB stick."
)

#: The layers that run, as the text of ``current``; the program reads it to confirm what was started, and no other.
STARTED = ""


def read(name: str) -> str:
    """A small file beside this one; empty if it is missing or damaged."""
    try:
        with open(os.path.join(ROOT, name), encoding="utf-8") as file:
            return file.read(4096)
    except (OSError, UnicodeDecodeError):
        return ""


def write(name: str, text: str) -> bool:
    """Write a small file whole or not at all; False where nothing may be written, as in a folder of the system."""
    path = os.path.join(ROOT, name)
    try:
        with open(path + ".new", "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(path + ".new", path)
    except OSError:
        return False
    return True


def folders(text: str) -> list[str]:
    """The folders of the three layers that a text names; empty unless all are there."""
    words = [line.split() for line in text.splitlines()]
    if [word[0] for word in words if len(word) == 2] != list(KINDS):
        return []
    names = [word[1] for word in words]
    if any(
        os.path.basename(name) != name or not name.startswith(kind + "-")
        for kind, name in zip(KINDS, names, strict=True)
    ):
        return []
    found = [os.path.join(ROOT, "layers", name) for name in names]
    needed = [*found, os.path.join(found[2], "app.zip"), os.path.join(found[2], "resources")]
    return found if all(os.path.exists(path) for path in needed) else []


def running() -> str:
    """The name of the runtime layer in which this Python lives; empty if it lives elsewhere."""
    inside = os.path.relpath(os.path.abspath(str(import_module("encodings").__file__)), os.path.join(ROOT, "layers"))
    first = inside.split(os.sep)[0]
    return first if first.startswith("runtime-") else ""


def newest() -> str:
    """The best that can be put together of what is there, when neither ``current`` nor ``previous`` can be used."""
    try:
        there = os.listdir(os.path.join(ROOT, "layers"))
    except OSError:
        return ""

    def age(name: str) -> tuple[bool, list[int], float]:
        numbers = "".join(letter if letter.isdigit() else " " for letter in name) if name.startswith("app-") else ""
        changed = os.path.getmtime(os.path.join(ROOT, "layers", name))
        return name == running(), [int(number) for number in numbers.split()], changed

    for app in sorted((name for name in there if name.startswith("app-")), key=age, reverse=True):
        best = [max((name for name in there if name.startswith(kind + "-")), key=age, default="-") for kind in KINDS]
        text = "".join(f"{kind} {name}\n" for kind, name in zip(KINDS, [*best[:2], app], strict=True))
        if folders(text):
            return text
    return ""


def complain() -> int:
    """Say in a window, or where there is none on the console, that nothing can be started."""
    try:
        import ctypes

        box = ctypes.windll.user32.MessageBoxW  # type: ignore[attr-defined,unused-ignore]  # Windows
        box(None, NOT_WHOLE, "同行 Tongxing", 0x10)
    except (ImportError, AttributeError, OSError):
        print(NOT_WHOLE, file=sys.stderr)
    return 1


def relaunch() -> int:
    """Start anew with what ``current`` says now: other libraries cannot take the place of those already loaded."""
    if os.environ.get(RELAUNCHED):
        return complain()
    launchers = [os.path.join(ROOT, "tongxing.exe"), os.path.join(ROOT, "bin", "tongxing")]
    launcher = [path for path in launchers if os.path.exists(path)]
    command = [launcher[0], *sys.argv[1:]] if launcher else [sys.executable, *sys.orig_argv[1:]]
    return subprocess.call(command, env=os.environ | {RELAUNCHED: "1"})


def go_back(why: str, given_up: str, text: str) -> int:
    """Make ``text`` the layers that run, leave word of it for the window, and start them."""
    if not (write("went-back", f"{why}\n{given_up}") and write("current", text)):
        return complain()
    return relaunch()


def main() -> int:
    """Start the layers of ``current``, or of those that are there the best; the program's exit code."""
    global STARTED
    current, previous = read("current"), read("previous")
    text = next((one for one in (current, previous, newest()) if folders(one)), "")
    if not text:
        return complain()
    if text != current:
        written = write("went-back", f"missing\n{current}") and write("current", text)
        if written and running() not in ("", text.split()[1]):
            return relaunch()
    STARTED = text
    on_trial = bool(folders(previous)) and previous != text and read("confirmed") != text
    count, _, tried = read("trying").partition("\n")
    tries = int(count) if on_trial and tried == text and count.isdecimal() else 0
    if tries >= TRIES:
        return go_back("tried", text, previous)
    if on_trial:
        write("trying", f"{tries + 1}\n{text}")
    _, lib, app = folders(text)
    sys.path += [os.path.join(app, "app.zip"), lib]
    try:
        for name in ON_TRIAL if on_trial else ON_TRIAL[:1]:
            import_module(name)
    except Exception as problem:
        if not (on_trial or (folders(previous) and previous != text)):
            raise
        return go_back(f"import {type(problem).__name__}", text, previous)
    try:
        code = sys.modules["app.startup"].main()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0
    if on_trial and code == 0:
        write("trying", f"{tries}\n{text}")  # a command that ended well is no failed start
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
