"""Plays many stories: ``python3 dev.py stories --stories 5000 --seed 7``."""

import argparse
import gc
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import lru_cache
from multiprocessing import get_context

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from app.crypto import signing
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
    level, collecting = compression._LEVEL, gc.get_threshold()
    try:
        # A third of a story's time would go into the last percent of compression, which no story is about.
        compression._LEVEL = 1
        # A tenth went into proving again what was proved before: the same entries, at each of many starts.
        signing.Ed25519PublicKey = _Proved  # type: ignore[assignment, attr-defined]  # a double, in the name that signing uses
        gc.set_threshold(100_000, 20, 20)
        run_state_machine_as_test(seed(number)(STORIES[name]), settings=chosen)
    finally:
        compression._LEVEL = level
        signing.Ed25519PublicKey = Ed25519PublicKey  # type: ignore[attr-defined]  # as it was
        gc.set_threshold(*collecting)


class _Proved:
    """A public key that remembers which signatures were genuine and which were not; each is proved once."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    @classmethod
    def from_public_bytes(cls, raw: bytes) -> "_Proved":
        return cls(raw)

    def verify(self, signature: bytes, data: bytes) -> None:
        if not _is_genuine(self._raw, signature, data):
            raise InvalidSignature


@lru_cache(100_000)
def _is_genuine(raw: bytes, signature: bytes, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, data)
    except InvalidSignature:
        return False
    return True


def main(arguments: list[str]) -> int:
    """Play, and say how many a second."""
    parser = argparse.ArgumentParser(prog="dev.py stories")
    parser.add_argument("--stories", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(STORIES))
    parser.add_argument("--as-it-is", action="store_true", help="do not make a story shorter that goes wrong")
    asked = parser.parse_args(arguments)
    names = [asked.only] if asked.only else sorted(STORIES)
    # One process a sort, as many at a time as there are cores.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
        under_way = [processes.submit(_told, name, asked.stories, asked.seed, not asked.as_it_is) for name in names]
        for one in as_completed(under_way):
            print(one.result(), flush=True)
    return 0


def _told(name: str, stories: int, number: int, shorten: bool) -> str:
    began = time.monotonic()
    try:
        play(name, stories, number, shorten=shorten)
    finally:
        shutil.rmtree(folder(), ignore_errors=True)
    return f"figure stories {name} {stories}, {stories / (time.monotonic() - began):.1f} a second"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
