"""Changes of one text as shifts, and what a shift becomes when another was made meanwhile.

A shift is read from the beginning of a text: a positive number keeps so many characters, a negative one takes so many
out, a string puts itself in; what is behind the last part stays. Two shifts of one text are carried past each other by
``carried``; both orders give one text. Where both put something in at one place, the colleague's stands first.
Source: operational transformation of linear text, as in the Quill Delta format (github.com/slab/delta).
"""

from collections.abc import Iterator, Sequence

#: Keep (n > 0), take out (n < 0), put in (text), from the beginning of a text.
Shift = tuple[int | str, ...]


def applied(text: str, shift: Shift) -> str:
    """The text that a shift makes of ``text``."""
    out, at = [], 0
    for part in shift:
        if isinstance(part, str):
            out.append(part)
        elif part > 0:
            out.append(text[at : at + part])
            at += part
        else:
            at -= part
    return "".join([*out, text[at:]])


def carried(ours: Shift, theirs: Shift) -> Shift:
    """``ours`` as it is to be made on the text in which ``theirs`` has been made. What they took out is not taken out
    again; what they put in stays."""
    return _carried(ours, theirs, theirs_first=True)


def carried_back(theirs: Shift, ours: Shift) -> Shift:
    """``theirs`` as it would have been made on the text in which ``ours`` has been made: the other side of
    ``carried``."""
    return _carried(theirs, ours, theirs_first=False)


def _carried(shift: Shift, other: Shift, *, theirs_first: bool) -> Shift:
    mine, its = _Parts(shift), _Parts(other)
    out: list[int | str] = []
    while mine.more:
        if its.inserting and (theirs_first or not mine.inserting):
            out.append(len(its.insertion()))
        elif mine.inserting:
            out.append(mine.insertion())
        else:
            length = min(mine.length, its.length)
            kept, taken = mine.take(length), its.take(length)
            if taken > 0:
                out.append(kept)
    return tidied(out)


def joined(first: Shift, second: Shift) -> Shift:
    """One shift for two, the second made on the text that the first has made."""
    before, after = _Parts(first), _Parts(second)
    out: list[int | str] = []
    while after.more or before.more:
        if after.inserting:
            out.append(after.insertion())
        elif before.taking:
            out.append(before.take(before.length))
        elif before.inserting:
            words = before.insertion_of(after.length)
            if after.take(len(words)) > 0:
                out.append(words)
        else:
            length = min(before.length, after.length)
            before.take(length)
            out.append(after.take(length))
    return tidied(out)


def tidied(parts: Sequence[int | str]) -> Shift:
    """Neighbours of one sort as one part, and no keeping at the end."""
    out: list[int | str] = []
    for part in (part for part in parts if part):
        joint = _one(out[-1], part) if out else None
        if joint is None:
            out.append(part)
        else:
            out[-1] = joint
    return tuple(out[:-1] if out and isinstance(out[-1], int) and out[-1] > 0 else out)


def _one(first: int | str, second: int | str) -> int | str | None:
    """Two neighbours as one part, if they are of one sort."""
    if isinstance(first, str) and isinstance(second, str):
        return first + second
    if isinstance(first, int) and isinstance(second, int) and (first > 0) == (second > 0):
        return first + second
    return None


def amounts(shift: Shift) -> tuple[int, int]:
    """How many characters a shift puts in, and how many it takes out."""
    return (
        sum(len(part) for part in shift if isinstance(part, str)),
        -sum(part for part in shift if isinstance(part, int) and part < 0),
    )


class _Parts:
    """The parts of a shift, taken piece by piece; behind the last one everything is kept."""

    _WITHOUT_END = 1 << 40

    def __init__(self, shift: Shift) -> None:
        self._rest: Iterator[int | str] = iter(shift)
        self._part: int | str | None = None
        self._next()

    @property
    def more(self) -> bool:
        """Is anything left but keeping to the end?"""
        return self._part is not None

    @property
    def inserting(self) -> bool:
        return isinstance(self._part, str)

    @property
    def taking(self) -> bool:
        return isinstance(self._part, int) and self._part < 0

    @property
    def length(self) -> int:
        """Of a part that keeps or takes out."""
        return abs(self._part) if isinstance(self._part, int) else self._WITHOUT_END

    def insertion(self) -> str:
        """What is put in here, whole."""
        return self.insertion_of(self._WITHOUT_END)

    def insertion_of(self, length: int) -> str:
        """So many characters of what is put in here, or all of it."""
        whole = self._part if isinstance(self._part, str) else ""
        words, self._part = whole[:length], whole[length:]
        if not self._part:
            self._next()
        return words

    def take(self, length: int) -> int:
        """So much of a part that keeps or takes out, with its sign."""
        if not isinstance(self._part, int):
            return length
        sign = 1 if self._part > 0 else -1
        self._part -= sign * length
        if not self._part:
            self._next()
        return sign * length

    def _next(self) -> None:
        self._part = next(self._rest, None)
