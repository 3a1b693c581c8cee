"""Who came by a stick is remembered as such."""

from app.ui.start.greeting import CAME_BY_STICK, greet
from tests.helpers.windows import Stage


def test_who_is_greeted_is_welcomed_at_her_next_look(stage: Stage) -> None:
    before = stage.teacher.preference(CAME_BY_STICK, "")
    greet(stage.teacher)

    assert (before, stage.teacher.preference(CAME_BY_STICK, "")) == ("", "1")
