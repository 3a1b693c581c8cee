"""How much longer the packed program takes to its first window than the same code from source, on one machine.

Seven warm starts each, in turn, so that whatever else the machine does meets both alike; medians, without a screen.
Before them each is started once, which fills the disk's cache and, from source, Python's own of compiled files.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from shipping.context import Context
from shipping.testing.findings import Findings

STARTS = 7
#: Milliseconds that the packed program may take longer.
AT_MOST = 100


def compare(context: Context, program: Path, findings: Findings) -> None:
    """Note both medians and their difference; ``program`` starts the packed one."""
    packed, source = [str(program)], [sys.executable, "-m", "app"]
    times: dict[str, list[float]] = {"packed": [], "source": []}
    with tempfile.TemporaryDirectory() as place:
        for start in range(STARTS + 1):
            for name, command in (("packed", packed), ("source", source)):
                took = first_paint(command, context.root, Path(place))
                if start:
                    times[name].append(took)
    medians = {name: statistics.median(took) for name, took in times.items()}
    for name, median in medians.items():
        findings.figure(f"first-paint-{name}", round(median), "ms")
    longer = medians["packed"] - medians["source"]
    findings.figure("first-paint-beside-source", round(longer), "ms")
    findings.note(f"first paint at most {AT_MOST} ms later than from source", longer <= AT_MOST, times)


def first_paint(command: Sequence[str], root: Path, place: Path) -> float:
    """Milliseconds from the process' start to its first window's painting, as the program itself tells."""
    told = place / "told.txt"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    line = [*command, "--first-paint", str(told), "--home", str(place / "home")]
    done = subprocess.run(line, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not told.exists():
        raise AssertionError(f"{command[0]} painted nothing: {done.stdout}{done.stderr}")
    took = float(told.read_text("ascii"))
    told.unlink()
    return took
