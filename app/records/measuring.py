"""How much there is to read in a record, so that whoever takes it up knows how long it takes."""

from collections.abc import Iterator

from app.records.values import Cell, Value, Values

#: Characters that somebody reads in a minute who thinks about what she reads: a round figure, for "about 3 minutes".
A_MINUTE = 300


def characters(values: Values) -> int:
    """The characters of all texts, terms and names; the ids of rows aside."""
    return sum(len(text) for value in values.values() for text in _texts(value))


def minutes(count: int) -> int:
    """About how many minutes so many characters take; at least one."""
    return max(1, round(count / A_MINUTE))


def _texts(value: Value | Cell) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for member in value:
            if isinstance(member, dict):
                yield from (text for key, cell in member.items() if key != "id" for text in _texts(cell))
            else:
                yield member
