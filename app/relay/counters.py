"""What one relay process has done since it started, for its status page and for Prometheus: counts, and no names."""

from collections import Counter
from dataclasses import dataclass, field

#: How a visit can end.
ENDS = ("answered", "cut", "busy", "full", "failed")


@dataclass
class Counters:
    """Changed by the server's one loop alone. Bytes are those of bodies; ``refused`` counts by failure code's name."""

    visits: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    received: int = 0
    sent: int = 0
    writes: int = 0
    written_together: int = 0
    write_seconds: float = 0.0
