"""What a parser is fuzzed with: what it is given, where it begins, and what it may answer."""

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import Known
from app.protocol.failures import Refusal

#: What a parser may say to bytes that it does not like; anything else that comes out of it is a finding.
ANSWERS = (Refusal, Known)


@dataclass(frozen=True)
class Target:
    """One parser.

    ``run`` gives it bytes and checks what comes back; ``seeds`` makes real bytes to begin with. ``modules`` are those
    whose lines count as reached or not, and ``longest`` is the longest input in bytes that is tried.
    """

    name: str
    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    modules: tuple[str, ...]
    longest: int = 4_096


def answered(target: Target, data: bytes) -> bool:
    """Did the parser take the bytes (True) or refuse them as it should (False)? Everything else is raised."""
    try:
        target.run(data)
    except ANSWERS:
        return False
    return True


def split_mode(data: bytes, modes: int) -> tuple[int, bytes]:
    """The first byte as one of so many modes, and the rest."""
    return (data[0] % modes, data[1:]) if data else (0, b"")
