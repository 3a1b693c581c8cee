"""Stories of up to five people and two relays, with every kind of bad luck that a school year brings.

At the end of each all members see the same, and every word that was typed is in it or in its history. More of them:
``python3 dev.py stories --stories 5000 --seed 7``.
"""

import pytest

from tests.stories.machine import STORIES
from tests.stories.run import play

#: Stories in each of the runs below; the same ones every time. CI plays two thousand more behind the tests.
EACH = 25


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", sorted(STORIES))
def test_all_see_the_same_and_every_word_is_there(name: str, seed: int) -> None:
    play(name, EACH, seed)
