"""The lid is opened: from the start of the process to the field for the PIN, its files put out of memory before.

A part of ``days``. The system is asked to forget the files of Python, of PySide6 and of the program (``fadvise``); what
another process has mapped just now stays, so the megabytes that were read are told with the time. Neither says how a
spinning disk would do: that was not measured. How many files a start touches and how large they are is told, so that it
can be reckoned.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import PySide6

from app.clock import SystemClock
from app.paths import open_home
from app.workspace.signing_in import People
from tests.benchmarks.figures import figure, median

ROOT = Path(__file__).resolve().parents[2]
RUNS, PIN, TARGET_MS = 5, "2580", 8_000
#: What the process does, and what it prints when it ends: bytes read from the disk, files touched, their bytes.
_PROCESS = """
import atexit, os, sys
def told():
    read = next(line.split()[1] for line in open("/proc/self/io") if line.startswith("read_bytes"))
    known = {getattr(one, "__cached__", None) or getattr(one, "__file__", None) for one in list(sys.modules.values())}
    mapped = {line.split(maxsplit=5)[5].strip() for line in open("/proc/self/maps") if " /" in line}
    files = [one for one in known | mapped if one and os.path.isfile(one)]
    print("told", read, len(files), sum(map(os.path.getsize, files)), flush=True)
atexit.register(told)
from tests.benchmarks.started import run
run("full", *sys.argv[1:])
"""


def measure(folder: Path) -> None:
    """Start from what the disk has, and from what memory has, in turn. Linux only: others are not asked to forget."""
    if not hasattr(os, "posix_fadvise"):
        return
    home = folder / "start"
    workspace = People(open_home(home), SystemClock()).create("李秀兰", PIN)
    person = workspace.me.person
    workspace.close()
    forgotten, known, read = [], [], 0.0
    files, size = 0, 0
    for _ in range(RUNS):
        for place in (Path(PySide6.__file__).parents[1], Path(os.__file__).parent, ROOT / "app", ROOT / "resources"):
            _forget(place)
        taken, told = _start(home, person)
        forgotten.append(taken)
        read = max(read, told[0] / 1e6)
        taken, told = _start(home, person)
        known.append(taken)
        files, size = told[1], told[2]
    figure("start_forgotten_ms", median(forgotten), "ms")
    figure("start_forgotten_worst_ms", max(forgotten), "ms")
    figure("start_forgotten_read_mb", read, "MB")
    figure("start_known_ms", median(known), "ms")
    figure("start_target_ms", TARGET_MS, "ms")
    figure("start_files", files, "files")
    figure("start_files_mb", size / 1e6, "MB")


def _start(home: Path, person: str) -> tuple[float, list[int]]:
    """Milliseconds until the field for the PIN is painted; bytes read, files touched, their bytes."""
    began = time.time()
    command = [sys.executable, "-c", _PROCESS, str(home), person, PIN]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    told = next(line for line in lines if line.startswith("told"))
    return (float(lines[0]) - began) * 1_000, [int(word) for word in told.split()[1:]]


def _forget(place: Path) -> None:
    for parent, _folders, names in os.walk(place):
        for name in names:
            try:
                file = os.open(os.path.join(parent, name), os.O_RDONLY)
            except OSError:
                continue
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(file)
