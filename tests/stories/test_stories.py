"""Stories of up to five people and two relays, with every kind of bad luck that a school year brings.

At the end of each all members see the same, and every word that was typed is in it or in its history. More of them:
``python3 dev.py stories --stories 5000 --seed 7``.
"""

import pytest

from tests.stories.machine import STORIES
from tests.stories.run import play

#: Stories in each of the runs below; the same ones every time. CI plays two thousand more behind the tests.
EACH = 15


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", sorted(STORIES))
def test_all_see_the_same_and_every_word_is_there(name: str, seed: int) -> None:
    """Each story is judged at its end by ``ending.check``, which raises for the first that goes wrong."""
    play(name, EACH, seed)


def test_an_entry_that_was_sent_last_is_waited_for() -> None:
    """The ending took a visit that carried nothing but another name for one that moved nothing. ``teardown`` asserts
    that everybody comes to rest and knows the same."""
    story = STORIES["comings"]()
    story.begin(people=2, clocks=[0, 0, 0, 0, 0])
    story.takes_another_name(which=0, who=1)
    story.visits(who=0)
    story.teardown()
