"""How long until a window takes typing, beside a bare PySide6 window, and how much memory a full store takes.

    python3 dev.py bench start

Both windows run as processes of their own, offscreen, in turn, with the files in the page cache; each figure is the
median of several runs from the start of the process to the paint after which typing is taken. The store holds 2,000
records of real prose.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.clock import SystemClock
from app.paths import open_home
from app.workspace.signing_in import People
from tests.benchmarks.figures import figure, median
from tests.benchmarks.wire import PROSE

ROOT = Path(__file__).resolve().parents[2]
RUNS = 7
RECORDS = 2_000
PIN = "2580"
_PROCESS = "import sys; from tests.benchmarks.started import run; run(*sys.argv[1:])"
BARE, FULL, RESIDENT = "bare", "full", "resident"


def main() -> int:
    """Measure; gives 1 when the texts are not there."""
    if not PROSE.exists():
        print(f"The texts to measure on are not there: {PROSE}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        person = _fill(Path(folder))
        bare, full = [], []
        for _ in range(RUNS):
            bare.append(_run(BARE, folder, person))
            full.append(_run(FULL, folder, person))
        figure("start_bare_ms", median(bare) * 1_000, "ms")
        figure("start_ms", median(full) * 1_000, "ms")
        figure("start_over_bare_ms", (median(full) - median(bare)) * 1_000, "ms")
        figure("resident_mb", _run(RESIDENT, folder, person), "MB")
    return 0


def _fill(folder: Path) -> str:
    paragraphs = [json.loads(line) for line in PROSE.read_text("utf-8").splitlines()]
    workspace = People(open_home(folder), SystemClock()).create("李秀兰", PIN)
    for number in range(RECORDS):
        paragraph = paragraphs[number % len(paragraphs)]
        workspace.create("lesson_plan", {"topic": paragraph["title"], "notes": paragraph["text"]})
    person = workspace.me.person
    workspace.close()
    return person


def _run(what: str, folder: str, person: str) -> float:
    """Run one process; what it prints last is its figure: a moment since 1970 in seconds, or megabytes."""
    began = time.time()
    command = [sys.executable, "-c", _PROCESS, what, folder, person, PIN]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    printed = float(done.stdout.split()[-1])
    return printed if what == RESIDENT else printed - began


if __name__ == "__main__":
    sys.exit(main())
