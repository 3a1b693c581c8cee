"""What passed over a link, and how long it may be silent."""

from collections.abc import Callable
from dataclasses import dataclass

#: Told how many bytes of a request's body have gone, and of how many, each time that some have gone.
Went = Callable[[int, int], None]


def untold(done: int, whole: int) -> None:
    """``Went`` for a request that nobody watches."""


@dataclass
class Traffic:
    """Bytes inside TLS, both ways, HTTP heads included, and requests; sums over the link's life."""

    sent: int = 0
    received: int = 0
    requests: int = 0


@dataclass(frozen=True)
class Timeouts:
    """Seconds. ``connect`` covers name, TCP and TLS each; ``silence`` is the longest wait for the next byte.

    On 2G a cell stalls for half a minute and then goes on: giving up early would pay for the handshake again. But an
    answer of which in ``crawl`` seconds fewer than ``CRAWL_BYTES`` come is one that somebody lets drip.
    """

    connect: float = 20.0
    silence: float = 60.0
    crawl: float = 180.0


#: A hundredth of what the slowest mobile link carries in that time.
CRAWL_BYTES = 4_096
