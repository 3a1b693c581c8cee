"""Choosing a mentor: who is wished for stands chosen, and what is asked says whom."""

from app.ids import RecordId, SpaceId
from app.ui.matching.choosing import Choosing
from app.workspace.pupil_views import MentorView, PupilView, Someone
from tests.helpers.windows import Stage, click


def test_the_one_who_is_wished_for_stands_chosen_and_a_wish_can_be_noted(stage: Stage) -> None:
    choosing = stage.show(Choosing(stage.desk()))
    choosing.show_mentors(tuple(MentorView(Someone("", name), False, 0, 15, None) for name in ("李秀兰", "王敏")), 2)
    pupil = PupilView(
        RecordId("AAECAwQFBgcI"), SpaceId(bytes(16)), "王芳", "", "", "", None, (Someone("", "王敏"),), ()
    )  # fmt: skip
    asked: list[str] = []
    wished: list[tuple[str, bool]] = []
    choosing.asked.connect(lambda mentor, _reason: asked.append(mentor))
    choosing.wished.connect(lambda mentor, on: wished.append((mentor, on)))
    assert not choosing.ask.isEnabled()  # nobody is in hand yet
    choosing.about(pupil, None)
    click(choosing.ask)
    click(choosing.wish)
    choosing.list.setCurrentIndex(choosing.model.index(1))
    click(choosing.wish)
    assert asked == ["王敏"]
    assert wished == [("王敏", False), ("李秀兰", True)]
