"""How much of a long piece of work an ordinary run of the tests does; ``python3 dev.py test --full`` does all of it."""

import os

#: The variable that ``dev.py test --full`` sets.
FULL = "TONGXING_FULL"


def amount(share: int, full: int) -> int:
    """So many, or all of them where the whole was asked for. A test that asks has the mark ``share``."""
    return full if os.environ.get(FULL) else share
