"""The kept inputs of each parser: real bytes, what the fuzzer found to reach further, and every finding of the past.

They lie in ``tests/fuzz/corpus/NAME/``, one file an input, named by the first bytes of its digest. ``smallest`` keeps
of many inputs just those that reach a line, or a way between two lines, which no shorter one reaches.
"""

import hashlib
import random
import sys
from collections.abc import Iterable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from tests.fuzz.target import Target, answered

FOLDER = Path(__file__).parent / "corpus"

#: A way from one line to the next: the code it is in, and the two lines.
Arc = tuple[CodeType, int, int]


def kept(name: str) -> list[bytes]:
    """The inputs that are kept for a parser, shortest first."""
    return sorted((file.read_bytes() for file in (FOLDER / name).glob("*")), key=lambda data: (len(data), data))


def keep(name: str, inputs: Iterable[bytes]) -> None:
    """Keep these inputs and no others."""
    folder = FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*"):
        old.unlink()
    for data in inputs:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def arcs(target: Target, data: bytes) -> frozenset[Arc]:
    """The ways between lines of the target's modules that this input takes. Raises what the parser should not."""
    files = {sys.modules[name].__file__ for name in target.modules}
    found: set[Arc] = set()

    def watch(frame: FrameType, event: str, argument: object) -> Any:
        if frame.f_code.co_filename not in files:
            return None
        before = 0

        def step(frame: FrameType, event: str, argument: object) -> Any:
            nonlocal before
            if event == "line":
                found.add((frame.f_code, before, frame.f_lineno))
                before = frame.f_lineno
            return step

        return step

    earlier = sys.gettrace()
    sys.settrace(watch)
    try:
        answered(target, data)
    finally:
        sys.settrace(earlier)
    return frozenset(found)


def smallest(target: Target, inputs: Iterable[bytes]) -> list[bytes]:
    """Of these inputs those that are needed to go every way that one of them goes."""
    reached: set[Arc] = set()
    chosen = []
    for data in sorted(set(inputs), key=lambda data: (len(data), data)):
        if new := arcs(target, data) - reached:
            reached |= new
            chosen.append(data)
    return chosen


def coverage(target: Target, inputs: Iterable[bytes]) -> tuple[int, int]:
    """How many lines inside the functions of the target's modules these inputs reach, and how many there are."""
    reached = {(code.co_filename, line) for data in inputs for code, _, line in arcs(target, data)}
    every: set[tuple[str, int]] = set()
    for name in target.modules:
        file = sys.modules[name].__file__ or ""
        module = compile(Path(file).read_text(encoding="utf-8"), file, "exec")
        every |= {(file, line) for code in _functions(module) for line in _lines(code)}
    return len(reached & every), len(every)


def _functions(code: CodeType) -> Iterable[CodeType]:
    """The code of every function in it; what runs at import is left out, for no input decides that."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_flags & 0x2:  # it has locals of its own: a function, not the body of a class
                yield constant
            yield from _functions(constant)


def _lines(code: CodeType) -> set[int]:
    return {line for _, _, line in code.co_lines() if line is not None and line != code.co_firstlineno}


def mutations(inputs: list[bytes], seed: int, count: int, longest: int) -> Iterable[bytes]:
    """So many inputs that nobody wrote, the same for the same seed: bits turned, pieces cut, doubled and joined."""
    chance = random.Random(seed)
    for _ in range(count):
        data = bytearray(chance.choice(inputs))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data) + 1)
            match chance.randrange(6):
                case 0 if at < len(data):
                    data[at] ^= 1 << chance.randrange(8)
                case 1 if at < len(data):
                    data[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
                case 2:
                    del data[at : at + chance.randint(1, 16)]
                case 3:
                    data[at:at] = chance.randbytes(chance.randint(1, 16))
                case 4:
                    data[at:at] = data[at : at + chance.randint(1, 64)]
                case _:
                    other = chance.choice(inputs)
                    data[at:] = other[chance.randrange(len(other) + 1) :]
        yield bytes(data[:longest])
