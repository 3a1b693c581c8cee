"""The demo's relay is a process of its own, and its disk can be searched."""

from pathlib import Path

import pytest

from app.demo.relay_process import running_relay
from app.errors import LinkError
from app.protocol.relay_card import RelayCard


def test_a_relay_comes_up_is_named_by_its_card_and_goes_again(tmp_path: Path) -> None:
    """It keeps its folder, in which what it stored can be looked for."""
    with running_relay(tmp_path / "relay") as relay:
        card = RelayCard.parse(relay.card)
        (relay.folder / "found.txt").write_bytes(b"needle in a file")

        assert card.url == relay.url
        assert relay.url.startswith("https://127.0.0.1:")
        assert relay.bytes_holding(b"needle") == 1
        assert relay.bytes_holding("没有写过".encode()) == 0
        assert relay.size() > len(b"needle in a file")


def test_a_relay_that_cannot_start_is_a_known_failure(tmp_path: Path) -> None:
    """A file lies where its folder should be."""
    (tmp_path / "relay").write_text("in the way", "utf-8")
    with pytest.raises(LinkError) as raised, running_relay(tmp_path / "relay"):
        pass

    assert raised.value.code == "link.unreachable"
