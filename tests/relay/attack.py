"""How an attack of the hostile relay is written, and the list of them."""

from collections.abc import Callable, Iterable, Iterator

from app.protocol.messages import (
    Item,
    encode_item,
)
from tests.relay.hostile import Answer, Ask, Attack

ATTACKS: dict[str, Attack] = {}
FAR = 9_007_199_254_740_991


def attack(function: Attack) -> Attack:
    """Put an attack on the list, by its name."""
    ATTACKS[function.__name__] = function
    return function


def encoded(items: Iterable[Item]) -> Iterator[bytes]:
    """Items as bytes."""
    return map(encode_item, items)


def altered(ask: Ask, change: Callable[[Item], Iterable[Item]]) -> Answer:
    """The honest answer, each item of which may become others; a strike for each that is not as it was."""
    for item in ask.honest():
        changed = list(change(item))
        if changed != [item]:
            ask.struck()
        yield from encoded(changed)


def before_done(ask: Ask, added: Iterable[Item]) -> Answer:
    """The honest answer with something put in before its end."""
    *honest, done = ask.honest()
    yield from encoded(honest)
    for item in added:
        ask.struck()
        yield encode_item(item)
    yield encode_item(done)
