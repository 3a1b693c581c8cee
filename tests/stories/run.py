"""Plays many stories: ``python3 dev.py stories --stories 5000 --seed 7``."""

import argparse
import shutil
import sys
import time

from hypothesis import Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from app.protocol import compression
from tests.stories.machine import Story, folder

#: Rules in one story, at most.
STEPS = 16


def play(stories: int, number: int) -> None:
    """So many stories, the same ones for the same number. Raises what the first story that goes wrong raises, after
    hypothesis has made it as short as it can."""
    chosen = settings(
        max_examples=stories,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        report_multiple_bugs=False,
    )
    level = compression._LEVEL
    try:
        # A third of a story's time would go into the last percent of compression, which no story is about.
        compression._LEVEL = 1
        run_state_machine_as_test(seed(number)(Story), settings=chosen)
    finally:
        compression._LEVEL = level


def main(arguments: list[str]) -> int:
    """Play, and say how many a second."""
    parser = argparse.ArgumentParser(prog="dev.py stories")
    parser.add_argument("--stories", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    try:
        play(asked.stories, asked.seed)
    finally:
        shutil.rmtree(folder(), ignore_errors=True)
    seconds = time.monotonic() - began
    print(f"figure stories {asked.stories}, {asked.stories / seconds:.1f} a second")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
