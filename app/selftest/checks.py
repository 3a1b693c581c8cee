"""What a check is, and how its answer is written down.

A check is a function of the scene. It returns a line for an engineer, or raises: whatever it raises is its failure. A
check that must not hold everywhere (a key store, a folder that only installed programs have) says so in its ``must``.
"""

import json
import platform
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.text import Texts
from app.version import __version__

#: Frames of a traceback that are kept: the last ones name the library that failed.
_FRAMES = 4


class Wrong(Exception):
    """A check looked and found something else than it should have; the message says what."""


@dataclass(frozen=True)
class Scene:
    """Where checks work: an empty folder of their own, the words that they write, a relay's card or nothing."""

    folder: Path
    texts: Texts
    card: str = ""


@dataclass(frozen=True)
class Check:
    """A name, what is done, and whether the whole fails when it does not hold."""

    name: str
    do: Callable[[Scene], str]
    must: bool = True


@dataclass(frozen=True)
class Answer:
    """What a check found."""

    ok: bool
    must: bool
    detail: str
    ms: int


def must(held: object, otherwise: str) -> None:
    """Raise Wrong unless it held."""
    if not held:
        raise Wrong(otherwise)


def ask(check: Check, scene: Scene) -> Answer:
    """Do one check; nothing that it raises gets out."""
    begun = time.perf_counter()
    try:
        ok, detail = True, check.do(scene)
    except Wrong as found:
        ok, detail = False, str(found)
    except BaseException as error:  # also SystemExit: a library must not end the others' test
        frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
        where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
        ok, detail = False, f"{type(error).__name__}: {error} ({where})"
    return Answer(ok, check.must, detail, round(1_000 * (time.perf_counter() - begun)))


def ask_all(checks: Iterable[Check], scene: Scene) -> dict[str, Answer]:
    """Do them in order; by name."""
    return {check.name: ask(check, scene) for check in checks}


def all_hold(answers: Iterable[Answer]) -> bool:
    """Does everything hold that must?"""
    return all(answer.ok or not answer.must for answer in answers)


def written(answers: dict[str, Answer]) -> str:
    """The answers as JSON, with what they were given on."""
    whole: dict[str, Any] = {
        "program": f"tongxing {__version__}",
        "python": platform.python_version(),
        "system": platform.platform(),
        "ok": all_hold(answers.values()),
        "checks": {name: asdict(answer) for name, answer in answers.items()},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
