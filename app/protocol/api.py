"""What a relay can be asked. The relay's service does it, the HTTP link asks over a network, a stick asks a folder."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from app.protocol.messages import Hello, Item


class RelayApi(Protocol):
    """The one verb of the protocol."""

    def exchange(self, hello: Hello, uploads: Iterable[Item]) -> Iterator[Item]:
        """Send a hello and what is new; yields the answer's items as they come.

        Raises LinkError when the way to the relay fails. An answer that ends without Done was cut: what was yielded
        is valid all the same.
        """
