"""How a relay calls itself; tests/relay starts it as a process."""

import anyio
import pytest

from app.relay.running import _bracketed, _own_address


@pytest.mark.parametrize(
    ("host", "shown"),
    [("relay.example", "relay.example"), ("::1", "[::1]"), ("[::1]", "[::1]")],
)
def test_an_address_can_stand_before_a_port(host: str, shown: str) -> None:
    assert _bracketed(host) == shown


def test_an_address_that_was_chosen_is_kept_and_any_is_guessed() -> None:
    assert anyio.run(_own_address, "127.0.0.1") == "127.0.0.1"
    assert anyio.run(_own_address, "0.0.0.0") != "0.0.0.0"
