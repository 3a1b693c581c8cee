"""What is sealed under a code opens with that code, those costs and what lay beside it, and with nothing else."""

import pytest

from app.crypto.code_lock import LEAST_MEMORY_KIB, open_with_code, seal_with_code
from app.errors import AccessError, Bug

SALT, CHEAP = bytes(16), LEAST_MEMORY_KIB


def test_a_code_opens_what_it_sealed() -> None:
    sealed = seal_with_code("ABCD2345", b"tickets", b"a name", SALT, CHEAP, 1)
    assert open_with_code("ABCD2345", sealed, b"a name", SALT, CHEAP, 1) == b"tickets"


@pytest.mark.parametrize(
    ("code", "beside", "salt", "memory", "rounds"),
    [
        ("ABCD2346", b"a name", SALT, CHEAP, 1),
        ("ABCD2345", b"another", SALT, CHEAP, 1),
        ("ABCD2345", b"a name", b"1" * 16, CHEAP, 1),
        ("ABCD2345", b"a name", SALT, CHEAP + 8, 1),
        ("ABCD2345", b"a name", SALT, CHEAP, 2),
    ],
)
def test_nothing_else_opens_it(code: str, beside: bytes, salt: bytes, memory: int, rounds: int) -> None:
    sealed = seal_with_code("ABCD2345", b"tickets", b"a name", SALT, CHEAP, 1)
    with pytest.raises(AccessError):
        open_with_code(code, sealed, beside, salt, memory, rounds)


def test_impossible_costs_are_our_mistake() -> None:
    for memory, rounds in ((7, 1), (8, 0)):
        with pytest.raises(Bug):
            seal_with_code("ABCD2345", b"tickets", b"", SALT, memory, rounds)
