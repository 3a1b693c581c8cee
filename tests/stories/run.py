"""Plays many stories: ``python3 dev.py stories --stories 5000 --seed 7``."""

import argparse
import shutil
import sys
import time

from hypothesis import Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from app.protocol import compression
from tests.stories.machine import STORIES, folder

#: Rules in one story, at most.
STEPS = 16


def play(name: str, stories: int, number: int, *, shorten: bool = True) -> None:
    """So many stories of one sort, the same ones for the same number.

    Raises what the first story that goes wrong raises; ``shorten``: after hypothesis has made it as short as it can.
    """
    chosen = settings(
        max_examples=stories,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink] if shorten else [Phase.generate],
        report_multiple_bugs=False,
    )
    level = compression._LEVEL
    try:
        # A third of a story's time would go into the last percent of compression, which no story is about.
        compression._LEVEL = 1
        run_state_machine_as_test(seed(number)(STORIES[name]), settings=chosen)
    finally:
        compression._LEVEL = level


def main(arguments: list[str]) -> int:
    """Play, and say how many a second."""
    parser = argparse.ArgumentParser(prog="dev.py stories")
    parser.add_argument("--stories", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(STORIES))
    parser.add_argument("--as-it-is", action="store_true", help="do not make a story shorter that goes wrong")
    asked = parser.parse_args(arguments)
    try:
        for name in [asked.only] if asked.only else sorted(STORIES):
            began = time.monotonic()
            play(name, asked.stories, asked.seed, shorten=not asked.as_it_is)
            pace = asked.stories / (time.monotonic() - began)
            print(f"figure stories {name} {asked.stories}, {pace:.1f} a second", flush=True)
    finally:
        shutil.rmtree(folder(), ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
