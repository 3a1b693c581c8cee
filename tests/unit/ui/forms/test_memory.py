"""A person's habits with a form are kept, and never stand in the way."""

import pytest

from app.ui.forms.memory import Memory


def test_habits_are_kept() -> None:
    """What was folded and turned comes back."""
    memory = Memory({"Basics": False}, {"steps": "cards"})

    assert Memory.read(memory.written()) == memory


@pytest.mark.parametrize("text", ["", "nonsense", "[]", '{"sections": 3, "layouts": null}'])
def test_what_cannot_be_read_is_forgotten(text: str) -> None:
    """A form opens whatever an older program kept."""
    assert Memory.read(text) == Memory()
