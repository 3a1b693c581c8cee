"""The items by themselves; how they are written is tested with messages.py."""

import dataclasses

import pytest

from app.protocol.items import NO_SNAPSHOT, FileAsk, SpaceAt
from app.protocol.messages import LAYOUTS


def test_every_item_is_frozen() -> None:
    """What was signed or counted is never changed afterwards."""
    ask = FileAsk(0, bytes(12), True, 0, 0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        ask.held = 1  # type: ignore[misc]  # the very thing that must fail


def test_no_two_types_stand_for_one_item() -> None:
    assert len({layout.item for layout in LAYOUTS.values()}) == len(LAYOUTS)


def test_whoever_says_nothing_holds_nothing() -> None:
    assert SpaceAt(bytes(16), 0, 0).held == 0
    assert not any(NO_SNAPSHOT)
