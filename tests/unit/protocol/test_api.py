"""The one interface that the service, the HTTP link and the stick implement."""

import inspect
from collections.abc import Iterable, Iterator

from app.protocol.api import RelayApi
from app.protocol.messages import Done, Hello, Item, Welcome


class SmallestRelay:
    """Knows nothing and says so. mypy checks below that it is a RelayApi."""

    def exchange(self, hello: Hello, uploads: Iterable[Item]) -> Iterator[Item]:
        yield Welcome(hello.visit + len(list(uploads)), bytes(4), 0)
        yield Done(more=False)


def test_a_relay_is_whatever_answers_an_exchange() -> None:
    relay: RelayApi = SmallestRelay()
    hello = Hello(1, bytes(8), 1, 0, 0, b"", (), (), (), bytes(64))

    assert list(relay.exchange(hello, [Done(more=True)])) == [Welcome(2, bytes(4), 0), Done(more=False)]


def test_it_has_one_verb() -> None:
    """docs/protocol.md describes this verb; a second one would need its five parts there."""
    verbs = [name for name, _ in inspect.getmembers(RelayApi, inspect.isfunction) if not name.startswith("_")]

    assert verbs == ["exchange"]
