"""What a hostile relay does with the pieces of attached pictures and files, by name."""

from collections.abc import Callable
from dataclasses import replace

from app.protocol.limits import MAX_PIECES
from app.protocol.messages import FileAt, FileDown, FileUp, Item, encode_item
from tests.relay.attack import altered, attack
from tests.relay.hostile import Answer, Ask

Parts = list[FileDown]


def _flip(parts: Parts) -> Parts:
    middle = len(parts) // 2
    part = parts[middle].part
    return [*parts[:middle], replace(parts[middle], part=part[:-1] + bytes([part[-1] ^ 1])), *parts[middle + 1 :]]


def _swap(parts: Parts) -> Parts:
    """The first two pieces change places, under one another's numbers."""
    one, two = ([part for part in parts if part.number == number] for number in (0, 1))
    rest = [part for part in parts if part.number > 1]
    return [*(replace(part, number=0) for part in two), *(replace(part, number=1) for part in one), *rest]


#: What is done with the parts of one file.
HOW: dict[str, Callable[[Parts], Parts]] = {
    "flip": _flip,
    "swap": _swap,
    "reorder": lambda parts: parts[::-1],
    "strip": lambda parts: [part for part in parts if part.number != 1],
    "truncate": lambda parts: parts[: len(parts) // 2],
    "repeat": lambda parts: [*parts, *parts],
}


@attack
def twist_files(ask: Ask) -> Answer:
    """Parts are altered, exchanged, left out, or come in another order."""
    parts: Parts = []
    for item in ask.honest():
        if isinstance(item, FileDown):
            parts.append(item)
            continue
        if parts:
            ask.struck()
            yield from map(encode_item, HOW[ask.order["how"]](parts))
            parts = []
        yield encode_item(item)


@attack
def one_file_for_another(ask: Ask) -> Answer:
    """Whoever asks for one picture is given the other one's genuine pieces."""
    files = sorted({item.file for item in ask.honest() if isinstance(item, FileDown)})
    other = dict(zip(files, [*files[1:], *files[:1]], strict=True))
    return altered(ask, lambda item: [replace(item, file=other[item.file])] if isinstance(item, FileDown) else [item])


@attack
def say_that_files_are_there(ask: Ask) -> Answer:
    """Pieces are thrown away, and said to be all there."""
    kept = [item for item in ask.uploads if not isinstance(item, FileUp)]
    for item in ask.honest(kept):
        told: Item = item
        if isinstance(item, FileAt):
            ask.struck()
            told = replace(item, count=2, pieces=2)
        yield encode_item(told)


@attack
def say_that_more_is_there(ask: Ask) -> Answer:
    """More pieces than there are, and more bytes of the next one."""
    most = MAX_PIECES

    def boasted(item: Item) -> list[Item]:
        return [replace(item, count=most, pieces=most, held=9)] if isinstance(item, FileAt) else [item]

    return altered(ask, boasted)
