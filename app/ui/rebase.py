"""Carrying what was typed onto a text that changed meanwhile, so that saving a field never undoes somebody's words.

A field knows the text that it last showed (``base``), the text it holds now (``mine``), and, when a merge came in
between, the text that the document has (``theirs``). What was inserted on either side stands in the result.
"""

from difflib import SequenceMatcher

_FINE = 4_000


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
    """The replacements (start, end, text) that turn ``old`` into ``new``; long stretches count as one."""
    head = common_head(old, new)
    tail = common_head(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not middle_old and not middle_new:
        return []
    if not middle_old or not middle_new or max(len(middle_old), len(middle_new)) > _FINE:
        return [(head, head + len(middle_old), middle_new)]
    matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
    return [
        (head + start, head + end, middle_new[from_:to])
        for tag, start, end, from_, to in matcher.get_opcodes()
        if tag != "equal"
    ]


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
