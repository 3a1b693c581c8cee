"""How a benchmark speaks: one figure a line, so that figures can be followed over time."""

import statistics
import time
from collections.abc import Callable, Sequence


def figure(name: str, value: float, unit: str) -> None:
    """Print one figure."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    print(f"figure {name} {shown} {unit}", flush=True)


def median(values: Sequence[float]) -> float:
    """The middle of several runs, which one slow run does not move."""
    return float(statistics.median(values))


def took(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1_000
