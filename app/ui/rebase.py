"""Carrying what was typed onto a text that changed meanwhile, so that saving a field never undoes somebody's words.

A field knows the text that it last showed (``base``), the text it holds now (``mine``), and, when a merge came in
between, the text that the document has (``theirs``). What was inserted on either side stands in the result.
"""

from collections.abc import Sequence
from itertools import accumulate

#: A stretch longer than this is compared line by line only.
_FINE = 4_000
#: So many characters or lines taken out and put in are told apart; the time grows with the square of it, and is a few
#: hundredths of a second at this. (difflib took 100 s for three characters that a paste repeats in another order.)
_MOST_APART = 200


def rebase(base: str, mine: str, theirs: str) -> str:
    """``theirs`` with the difference from ``base`` to ``mine`` made in it."""
    if base == theirs:
        return mine
    if base == mine:
        return theirs
    out: list[str] = []
    ours, others = edits(base, mine), edits(base, theirs)
    kept = [True] * len(base)
    put: dict[int, list[str]] = {}
    for start, end, text in (*others, *ours):
        kept[start:end] = [False] * (end - start)
        if text:
            put.setdefault(start, []).append(text)
    for place in range(len(base) + 1):
        out += put.get(place, ())
        if place < len(base) and kept[place]:
            out.append(base[place])
    return "".join(out)


def edits(old: str, new: str) -> list[tuple[int, int, str]]:
    """The replacements (start, end, text) that turn ``old`` into ``new``; what differs too much counts as one."""
    head = common_head(old, new)
    tail = common_head(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not middle_old and not middle_new:
        return []
    return [(head + start, head + end, text) for start, end, text in _apart(middle_old, middle_new)]


def _apart(old: str, new: str) -> list[tuple[int, int, str]]:
    whole = [(0, len(old), new)]
    if not old or not new:
        return whole
    fine = _by_character(old, new, _MOST_APART)
    return fine if fine is not None else _by_line(old, new) or whole


def _by_character(old: str, new: str, most: int) -> list[tuple[int, int, str]] | None:
    if max(len(old), len(new)) > _FINE:
        return None
    made = differences(old, new, most)
    return [(start, end, new[from_:to]) for start, end, from_, to in made] if made is not None else None


def _by_line(old: str, new: str) -> list[tuple[int, int, str]] | None:
    """Line by line, and within the lines that changed by character, if they are not too many."""
    lines, others = old.splitlines(keepends=True), new.splitlines(keepends=True)
    made = differences(lines, others, _MOST_APART)
    if made is None:
        return None
    places = list(accumulate(map(len, lines), initial=0))
    found: list[tuple[int, int, str]] = []
    for start, end, from_, to in made:
        at, text = places[start], "".join(others[from_:to])
        before = old[at : places[end]]
        fine = _by_character(before, text, _MOST_APART // len(made)) if before and text else None
        found += [(at + first, at + last, put) for first, last, put in fine or [(0, len(before), text)]]
    return found


def differences(old: Sequence[str], new: Sequence[str], most: int) -> list[tuple[int, int, int, int]] | None:
    """The stretches (start, end) of ``old`` in place of which (start, end) of ``new`` stand, as few items as can be.

    None when more than ``most`` items would be taken out and put in: Myers' greedy search ("An O(ND) difference
    algorithm and its variations", 1986), which finds that out in a time that the texts cannot lengthen.
    """
    reach = {1: 0}  # by diagonal, how far into the old one gets
    trace = []
    for cost in range(most + 1):
        trace.append(reach.copy())
        for diagonal in range(-cost, cost + 1, 2):
            down = _goes_down(reach, diagonal, cost)
            x = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            y = x - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            reach[diagonal] = x
            if x >= len(old) and y >= len(new):
                return _walked_back(trace, len(old), len(new))
    return None


def _goes_down(reach: dict[int, int], diagonal: int, cost: int) -> bool:
    return diagonal == -cost or (diagonal != cost and reach[diagonal - 1] < reach[diagonal + 1])


def _walked_back(trace: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int, int]]:
    """The steps of the search from its end; those that touch are one stretch."""
    found: list[tuple[int, int, int, int]] = []
    for cost in range(len(trace) - 1, 0, -1):
        reach, diagonal = trace[cost], x - y
        before = diagonal + 1 if _goes_down(reach, diagonal, cost) else diagonal - 1
        from_x = reach[before]
        from_y = from_x - before
        step_x, step_y = (from_x, from_y + 1) if before > diagonal else (from_x + 1, from_y)
        if found and (found[-1][0], found[-1][2]) == (step_x, step_y):
            _, end, _, to = found.pop()
        else:
            end, to = step_x, step_y
        found.append((from_x, end, from_y, to))
        x, y = from_x, from_y
    return found[::-1]


def moved(position: int, old: str, new: str, *, behind: bool = False) -> int:
    """Where a place of ``old`` is in ``new``: one that leans on the character ``behind`` it, else on that before it.

    A place inside what was replaced is at the beginning of that.
    """
    shift = 0
    for start, end, text in edits(old, new):
        if position < start or (position == start and not (start == end and behind)):
            break
        if start < position < end:
            return start + shift
        shift += len(text) - (end - start)
    return position + shift


def common_head(first: str, second: str) -> int:
    """How many characters two texts share from the beginning."""
    low, high = 0, min(len(first), len(second))
    if first[:high] == second[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if first[:middle] == second[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
