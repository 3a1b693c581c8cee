"""The one command of a working copy: ``python3 dev.py run | test | check | bench NAME | demo | ...``.

    run      install what is needed and open Tongxing; without a screen, play the demo instead
    test     install what is needed and run every test; --full: those alone that usually do a share, with all they have
    check    ruff, formatting, types, import contracts, and the house rules of tests/quality
    bench    run one benchmark of tests/benchmarks by its name; without a name, list them
    demo     play the main job from end to end: a teacher, a mentor and a relay on this machine
    fuzz     look for bytes that a parser cannot stand, for as long as you say; without a name, list the parsers
    faults   kill the app and the relay at more random moments than the tests do: --points 500
    stories  play more stories of people with bad luck than the tests do: --stories 5000 --seed 7
    package  build what people install (Linux only): windows deb run portable wheel relay-deb relay-wheel, or all

What stands after the command is passed on (``python3 dev.py test tests/unit/crdt -k rows``). The first run fetches the
locked libraries into .venv; later runs need no network. Only Python's standard library is used, on Linux and Windows.
"""

import ctypes
import hashlib
import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, BEYOND = (3, 11), (3, 14)  # the Pythons for which the locks hold wheels
RUNNING = sys.version_info[0], sys.version_info[1]
if not OLDEST <= RUNNING < BEYOND:  # before any newer syntax is evaluated: an old Python must reach this sentence
    sys.exit(
        f"Tongxing needs Python 3.11, 3.12 or 3.13, and this is {RUNNING[0]}.{RUNNING[1]}. "
        "Please install one of them and start dev.py with it, for example: python3.13 dev.py run"
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed-locks.txt"
LOCKS = ROOT / "packaging" / "requirements"
BENCHMARKS = ROOT / "tests" / "benchmarks"
WINDOWS = sys.platform == "win32"

#: What Qt's libraries ask of a Linux system: the file that the loader looks for, and the Debian package that has it.
QT_NEEDS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
#: Without a Chinese font every character is a box and nothing fails, so the font is looked for. This one has all 8,105
#: characters of the national table, also the 196 that lie outside the basic plane (docs/decisions/system-packages.md).
FONT_PACKAGE = "fonts-noto-cjk"
ANY_CHINESE = ":lang=zh-cn"
RARE_CHINESE = ":lang=zh-cn:charset=28678"  # one of the 196: the tests look at such characters


class Stop(Exception):
    """Something outside us is missing; the message is the sentence to show."""


def say(sentence: str) -> None:
    """Tell what happens now, in order with what the started programs print."""
    print(sentence, flush=True)


def call(*command: str | Path, quiet: bool = False, **environment: str) -> int:
    """Run a program here, in the working copy, and give its exit code; ``quiet`` lets only its complaints through."""
    words, output = [str(word) for word in command], subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run(words, cwd=ROOT, env=os.environ | environment, stdout=output, check=False).returncode
    except OSError as problem:
        raise Stop(f"{command[0]} could not be started: {problem.strerror}.") from None


# What the system must have -------------------------------------------------------------------------------------------


def check_platform() -> None:
    """Stop on a machine for which no library has a wheel, before anything is downloaded."""
    known = sys.platform in {"linux", "win32"} and platform.machine().lower() in {"x86_64", "amd64"}
    if not known or sys.maxsize < 2**32:
        raise Stop(
            "Tongxing's libraries exist for 64-bit Linux and Windows on Intel or AMD processors; "
            f"this Python is for {platform.system()} on {platform.machine()}, {platform.architecture()[0]}."
        )
    if sys.platform == "linux" and platform.libc_ver()[0] != "glibc":
        raise Stop("Tongxing's libraries need a Linux with glibc, such as Debian; this one has another C library.")


def can_load(library: str) -> bool:
    """Does the system's loader find this shared library?"""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font(pattern: str) -> bool:
    """Does fontconfig know a font that fits the pattern? (fc-list would ask the same, but may not be installed.)"""
    try:
        fontconfig = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return False
    for name in ("FcNameParse", "FcObjectSetCreate", "FcFontList"):
        getattr(fontconfig, name).restype = ctypes.c_void_p
    wanted = ctypes.c_void_p(fontconfig.FcNameParse(pattern.encode()))
    fonts = fontconfig.FcFontList(None, wanted, ctypes.c_void_p(fontconfig.FcObjectSetCreate()))
    return bool(fonts) and ctypes.c_int.from_address(fonts).value > 0  # the set's first member counts its fonts


def missing_packages(font: str) -> list[str]:
    """Debian's names of the packages that this Linux system lacks."""
    packages = [package for library, package in QT_NEEDS.items() if not can_load(library)]
    if not has_font(font):
        packages.append(FONT_PACKAGE)
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        packages.append(f"python{RUNNING[0]}.{RUNNING[1]}-venv")
    return packages


def administrator() -> list[str] | None:
    """What to put before a command that installs packages; None if we may not."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def provide_system(font: str) -> None:
    """Install what the system lacks where we may, else stop with the line that somebody who may has to type."""
    packages = [] if WINDOWS else missing_packages(font)
    if not packages:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        libraries = [library for library, package in QT_NEEDS.items() if package in packages]
        raise Stop(
            "This system lacks something that Tongxing needs, and it has no apt-get. Please install what your "
            f"system calls these Debian packages: {' '.join(packages)} (libraries: {' '.join(libraries) or 'none'})."
        )
    prefix = administrator()
    if prefix is None:
        raise Stop(
            "This system lacks some packages, and installing them needs an administrator. Please type:\n"
            f"    sudo apt-get update && sudo {shlex.join(install)}\nand then start dev.py again."
        )
    say(f"Installing what the system lacks: {' '.join(packages)}")
    unasked, quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"], not sys.stdout.isatty()
    call(*unasked, "apt-get", "update", "-qq", quiet=quiet)  # an old or broken list shows itself in the next line
    if call(*unasked, *install, "-qq", quiet=quiet) != 0 or any(not can_load(library) for library in QT_NEEDS):
        raise Stop(f"The packages could not be installed. Please try by hand:\n    {shlex.join([*prefix, *install])}")


# The libraries in .venv ----------------------------------------------------------------------------------------------


def venv_python() -> Path:
    """The Python inside .venv."""
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def venv_works() -> bool:
    """Is there an environment whose Python starts and has pip (a first try may have been cut short)?"""
    try:
        answer = subprocess.run([venv_python(), "-m", "pip", "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0


def fingerprint(locks: list[Path]) -> list[str]:
    """One line a lock: its name and the digest of what it says (line endings aside: git may change them)."""
    lines = []
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        lines.append(f"{lock.name} {hashlib.sha256(text.encode()).hexdigest()}")
    return lines


def provide_libraries(tools: bool) -> None:
    """Make .venv and install the locked versions, unless what stands there came from the same locks."""
    run_locks = [LOCKS / "app.txt", LOCKS / "relay.txt"]
    wanted = [LOCKS / "dev.txt"] if tools else run_locks
    stamp = STAMP.read_text(encoding="utf-8").splitlines() if STAMP.exists() else []
    if venv_python().exists() and set(fingerprint(wanted)) <= set(stamp):
        return
    if not venv_works():
        say("Making an environment of our own in .venv")
        if call(sys.executable, "-m", "venv", "--clear", VENV) != 0:
            raise Stop(f"Python could not make an environment in {VENV}. Is there room on the disk?")
    size = "140" if tools else "115"
    say(f"Installing the locked libraries into .venv (about {size} MB to fetch the first time)")
    options = ["--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "--no-input"]
    if not sys.stdout.isatty():
        options.append("--quiet")
    files = [argument for lock in wanted for argument in ("-r", str(lock))]
    if call(venv_python(), "-m", "pip", "install", "--require-hashes", *options, *files) != 0:
        raise Stop(
            "The libraries could not be installed; pip's own words stand above. Nothing is broken: "
            "look at the network, then start dev.py again."
        )
    # dev.txt holds all of the other two locks, so that `run` after `test` has nothing left to fetch
    STAMP.write_text("\n".join(fingerprint(run_locks + wanted)) + "\n", encoding="utf-8")


def provide(tools: bool) -> None:
    """Everything that a command needs: the system's part first, since .venv stands on it."""
    check_platform()
    provide_system(RARE_CHINESE if tools else ANY_CHINESE)
    provide_libraries(tools)


# The commands --------------------------------------------------------------------------------------------------------


def python(*arguments: str, **environment: str) -> int:
    """Run .venv's Python; UTF-8 everywhere, so that Chinese reaches any console or file whole."""
    return call(venv_python(), *arguments, quiet=False, PYTHONUTF8="1", **environment)


def has_screen() -> bool:
    """Can a window be shown? (Only a Linux without display server says no.)"""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def run(arguments: list[str]) -> int:
    """Open the program; where there is no screen, play the demo, which needs none."""
    provide(tools=False)
    if has_screen():
        return python("-m", "app", *arguments)
    if not arguments:
        say("There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the demo is played instead.")
    return python("-m", "app", *(arguments or ["demo"]), QT_QPA_PLATFORM="offscreen")


def demo(arguments: list[str]) -> int:
    """Play the main job with a teacher, a mentor and a relay; it opens no window on your screen."""
    provide(tools=False)
    return python("-m", "app", "demo", *arguments, QT_QPA_PLATFORM="offscreen")


def test(arguments: list[str]) -> int:
    """Run the tests with real files, sockets and windows, but never on the screen; all of them in two processes."""
    provide(tools=True)
    if "--full" in arguments:
        words = [word for word in arguments if word != "--full"] or ["-n", "2", "-m", "share"]
        return python("-m", "pytest", *words, QT_QPA_PLATFORM="offscreen", TONGXING_FULL="1")
    return python("-m", "pytest", *(arguments or ["-n", "2"]), QT_QPA_PLATFORM="offscreen")


def check(arguments: list[str]) -> int:
    """Run every checker, also after one has complained, and say at the end which did."""
    provide(tools=True)
    checks = {
        "lint": ["-m", "ruff", "check", "."],
        "format": ["-m", "ruff", "format", "--check", "."],
        "types": ["-m", "mypy"],
        "imports": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
        "texts and house rules": ["-m", "pytest", "-q", "tests/quality", *arguments],
    }
    failed = []
    for name, command in checks.items():
        say(f"== {name}")
        if python(*command, QT_QPA_PLATFORM="offscreen") != 0:
            failed.append(name)
    say(f"Not in order: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Run one benchmark; it prints each figure as ``figure NAME VALUE UNIT``."""
    can_start = 'if __name__ == "__main__"'  # what has not is a helper of those that have
    names = sorted(file.stem for file in BENCHMARKS.glob("*.py") if can_start in file.read_text(encoding="utf-8"))
    if not arguments or arguments[0] not in names:
        known = ", ".join(names) or "(none yet)"
        raise Stop(f"Which benchmark? Say: python3 dev.py bench NAME, where NAME is one of: {known}")
    provide(tools=True)
    return python("-m", f"tests.benchmarks.{arguments[0]}", *arguments[1:], QT_QPA_PLATFORM="offscreen")


def fuzz(arguments: list[str]) -> int:
    """Fuzz one parser. The fuzzer is no part of what CI needs, so it is fetched when somebody fuzzes."""
    if WINDOWS:
        raise Stop("The fuzzer exists for Linux only.")
    provide(tools=True)
    if python("-c", "import atheris") != 0:
        say("Fetching the fuzzer")
        options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "--quiet"]
        if call(venv_python(), "-m", "pip", "install", *options, "-r", LOCKS / "fuzz.txt") != 0:
            raise Stop("The fuzzer could not be installed; pip's own words stand above.")
    return python("-m", "tests.fuzz.run", *(arguments or ["--help"]))


def stories(arguments: list[str]) -> int:
    """Play more stories than the tests do; the seed decides which."""
    provide(tools=True)
    return python("-m", "tests.stories.run", *arguments, QT_QPA_PLATFORM="offscreen")


def faults(arguments: list[str]) -> int:
    """Kill the app and the relay at more moments than the tests do."""
    if WINDOWS:
        raise Stop("The processes that are killed are forks, which Windows has not.")
    provide(tools=True)
    return python("-m", "tests.faults.run", *arguments, QT_QPA_PLATFORM="offscreen")


def package(arguments: list[str]) -> int:
    """Build the installers; what that needs beyond the libraries is fetched by the build itself."""
    if WINDOWS:
        raise Stop("The installers are built on Linux, those for Windows too.")
    provide(tools=True)
    return python("packaging/build.py", *arguments, QT_QPA_PLATFORM="offscreen")


COMMANDS = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "demo": demo,
    "fuzz": fuzz,
    "stories": stories,
    "faults": faults,
    "package": package,
}


def main() -> int:
    """Do one command and give its exit code."""
    name, arguments = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    if name not in COMMANDS:
        say((__doc__ or "").strip().replace("``", ""))
        return 0 if name in {"-h", "--help", "help"} else 2
    try:
        return COMMANDS[name](arguments)
    except Stop as reason:
        say(str(reason))
        return 1
    except OSError as problem:
        say(f"{problem.filename or 'A file'}: {problem.strerror}. Please mend that and start dev.py again.")
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
