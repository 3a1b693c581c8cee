"""Fuzzes one parser: ``python3 dev.py fuzz NAME --minutes 10``.

Atheris (libFuzzer for Python) changes bytes and watches which branches of our code they reach. An answer other than a
value or a refusal of ours ends the run, as do a hang of ten seconds and a process of more than 200 MB. The input that
did it is shortened and kept beside the corpus, where the ordinary tests replay it from then on.

    --minutes N     how long; without it, ten minutes
    --keep          put what was found to reach new ways into the corpus that the tests replay
    --work FOLDER   where the growing set of inputs lies meanwhile
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["app"]):
    from tests.fuzz.targets import TARGETS

from tests.fuzz.corpus import FOLDER, arcs, coverage, keep, kept, smallest
from tests.fuzz.target import Target, answered

MEMORY_MB = 200
HANG_SECONDS = 10


def fuzz(target: Target, work: Path, seconds: int) -> None:
    """Run until the time is over; libFuzzer ends the process itself."""
    for number, data in enumerate([*target.seeds(), *kept(target.name)]):
        (work / f"seed-{number}").write_bytes(data)

    def one(data: bytes) -> None:
        answered(target, data)

    options = {
        "max_total_time": seconds,
        "max_len": target.longest,
        "rss_limit_mb": MEMORY_MB,
        "timeout": HANG_SECONDS,
        "print_final_stats": 1,
        "artifact_prefix": f"{work.parent}/finding-",
    }
    atheris.Setup([sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), str(work)], one)
    atheris.Fuzz()


def shorten(target: Target, data: bytes) -> bytes:
    """A shorter input that fails in the same place: pieces of halving length are left out while it still does."""
    wanted, size = _place(target, data), len(data) // 2
    while wanted and size:
        at = 0
        while at < len(data):
            shorter = data[:at] + data[at + size :]
            if _place(target, shorter) == wanted:
                data = shorter
            else:
                at += size
        size //= 2
    return data


def _place(target: Target, data: bytes) -> tuple[str, int] | None:
    """Where it fails; None if it does not."""
    try:
        answered(target, data)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return last.filename, last.lineno or 0
    return None


def report(target: Target, work: Path, keep_them: bool) -> int:
    """Say what the corpus reaches; shorten and keep findings. Gives how many there are."""
    findings = [shorten(target, file.read_bytes()) for file in sorted(work.parent.glob("finding-*"))]
    good = [file.read_bytes() for file in work.iterdir()]
    chosen = smallest(target, [*target.seeds(), *kept(target.name), *good])
    reached, lines = coverage(target, chosen)
    if keep_them:
        keep(target.name, chosen)
    for data in findings:
        print(f"finding {target.name} {_place(target, data)} {data.hex()}")
        (FOLDER / target.name).mkdir(parents=True, exist_ok=True)
        (FOLDER / target.name / "finding").write_bytes(data)
    ways = len(frozenset().union(*(arcs(target, data) for data in chosen)))
    print(f"figure {target.name} {len(chosen)} inputs, {reached} of {lines} lines, {ways} ways between lines")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1_024
    print(f"figure {target.name} {memory} MB at most, {len(findings)} findings")
    return len(findings)


def main(arguments: list[str]) -> int:
    """Fuzz in a process of its own, which libFuzzer ends as it likes, and report."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz")
    parser.add_argument("name", choices=sorted(TARGETS))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    target = TARGETS[asked.name]
    if asked.inside:
        fuzz(target, asked.work, int(asked.minutes * 60))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        work = (asked.work or Path(folder)) / "inputs"
        work.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tests.fuzz.run", target.name, "--inside", "--work", str(work)]
        subprocess.run([*command, "--minutes", str(asked.minutes)], check=False)
        return 1 if report(target, work, asked.keep) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
