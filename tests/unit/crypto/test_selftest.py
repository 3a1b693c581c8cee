"""The self-test passes, counts its cases, and notices a broken one."""

import pytest

from app.crypto import selftest
from app.errors import Bug


def test_every_case_passes_and_none_is_lost() -> None:
    assert selftest.run() == len(selftest.CASES) == 12


@pytest.mark.parametrize("name", list(selftest.CASES))
def test_a_case_that_fails_stops_the_start(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(selftest.CASES, name, lambda: False)

    with pytest.raises(Bug, match=name.replace("(", "")):
        selftest.run()


@pytest.mark.parametrize(("function", "case"), [("open_sealed", "envelope body"), ("unwrap", "HPKE wrap")])
def test_a_cipher_that_opens_anything_is_noticed(function: str, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening what should not open is worse than failing."""
    monkeypatch.setattr(selftest, function, lambda *_: bytes(range(32)))

    assert selftest.CASES[case]() is False
