"""What is looked at wherever the program was installed on a Debian: its self-test, its window, what it leaves alone."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shipping.context import Context
from shipping.needs import DEPENDS, DESKTOP, FCITX
from shipping.testing.debian_beds import TEACHER, Guest, make_bed
from shipping.testing.findings import Findings
from shipping.testing.screen import Screen

#: The oldest Debian that debootstrap still reaches, the one of most schools, and the newest.
SUITES = ("bullseye", "bookworm", "trixie")
STORE = f"{TEACHER.home}/.local/share/tongxing"
#: What is in a bed's name for a file that a test reads back.
_ANSWERS = "answers.json"


def bed(context: Context, suite: str, fcitx: bool = False) -> Path:
    """A Debian with nothing but what the package's control file asks for, a Chinese font, and perhaps fcitx 5."""
    return make_bed(suite, [*DESKTOP, *(FCITX if fcitx else ())], context.cache, DEPENDS)


@contextmanager
def relay(context: Context, guest: Guest, port: int = 0) -> Iterator[str]:
    """A relay of the checkout in the guest's network; the card by which it is reached. On the same ``port`` (0: any) it
    comes back as the one that it was."""
    folder = guest.work / "relay"
    command = [sys.executable, "-m", "app.relay", "run", "--home", str(folder), "--host", "127.0.0.1"]
    command += ["--port", str(port)]
    line = guest.beside(*command, "--address", "127.0.0.1")
    with subprocess.Popen(line, cwd=context.root, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            assert process.stdout is not None  # narrows the type: a pipe was asked for
            yield next(word for said in process.stdout for word in said.split() if word.startswith("TR1-"))
        finally:
            process.terminate()
            process.wait(20)


def self_test(context: Context, guest: Guest, program: str, findings: Findings, where: str) -> None:
    """The program's own self-test as an ordinary user, with a relay on loopback; each check is a finding."""
    answers = guest.exchange / _ANSWERS
    answers.unlink(missing_ok=True)
    with relay(context, guest) as card:
        words = ["--selftest", f"/exchange/{_ANSWERS}", "--relay", card]
        done = guest.run(
            program, *words, user=TEACHER, environment={"QT_QPA_PLATFORM": "offscreen"}, check=False, timeout=600
        )
    if not findings.note(f"{where}: the self-test comes to its end", answers.exists(), done.stderr + done.stdout):
        return
    told = json.loads(answers.read_text("utf-8"))
    for name, check in told["checks"].items():
        if check["ok"] or check["must"]:
            findings.note(f"{where}: {name}", check["ok"], check["detail"])
        else:
            findings.untried(f"{where}: {name}", check["detail"])
    findings.note(f"{where}: the self-test's exit code", done.returncode == 0, done.returncode)


def window(guest: Guest, program: str, findings: Findings, where: str, picture: Path | None = None) -> None:
    """The window opens on a screen, and closes; ``picture`` is taken of it."""
    with Screen() as screen:
        log = guest.work / "window.log"
        process = guest.start(program, user=TEACHER, environment={"DISPLAY": screen.name}, output=log)
        try:
            found = screen.window("同行")
            if picture is not None:
                screen.picture(picture)
            findings.note(f"{where}: its window opens on a screen", found)
        except AssertionError as error:
            findings.note(f"{where}: its window opens on a screen", False, f"{error} {log.read_text('utf-8')}")
        finally:
            end_processes(guest)
            process.wait(20)


def end_processes(guest: Guest) -> None:
    """Ask every program of the teacher to end."""
    asked = (
        "for p in $(find /proc -maxdepth 1 -user teacher -name '[0-9]*'); do kill ${p#/proc/} 2>/dev/null; done; true"
    )
    guest.run("sh", "-c", asked)


def digest(guest: Guest, folder: str) -> str:
    """One word for all that lies in a folder of the guest."""
    return guest.run(
        "sh", "-c", f"cd '{folder}' && find . -type f | sort | xargs -d '\\n' sha256sum | sha256sum"
    ).stdout


def write_something(guest: Guest, program: str) -> None:
    """A person and a plan, so that there is something that must not be lost."""
    plan = guest.exchange / "plan.md"
    plan.write_text("# 秋天的雨\n\n课题：秋天的雨\n", encoding="utf-8")
    surroundings = {"QT_QPA_PLATFORM": "offscreen", "TONGXING_PIN": "135790"}
    guest.run(program, "person", TEACHER.name, user=TEACHER, environment=surroundings)
    guest.run(program, "import", "/exchange/plan.md", user=TEACHER, environment=surroundings)


def newest_needs(said: dict[str, str]) -> str:
    """What a tree needs of a system, in one line."""
    return ", ".join(f"{name} {version}" for name, version in said.items())


def links_and_cases(root: Path) -> list[str]:
    """Names that a stick could not hold: links, and names that differ only in case or use signs that FAT refuses."""
    wrong, seen = [], set()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink() or name.lower() in seen or re.search(r'[<>:"\\|?*]', name):
            wrong.append(name)
        seen.add(name.lower())
    return wrong
