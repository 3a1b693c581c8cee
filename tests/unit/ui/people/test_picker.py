"""Ticking colleagues."""

from app.ui.people.picker import Picker
from app.workspace.colleagues import Colleague
from tests.helpers.windows import Stage

ANN = Colleague("01" * 8, "安老师", school="山背小学", subjects=("zh",))
BAI = Colleague("02" * 8, "白老师")


def test_who_is_ticked_stays_so_when_others_are_offered(stage: Stage) -> None:
    """School and subject stand beside the name: two teachers may have the same one."""
    picker = stage.show(Picker(stage.desk()))
    picker.tick([BAI.person])
    picker.offer([ANN, BAI])
    assert picker.chosen == (BAI.person,)
    assert picker.boxes[ANN.person].accessibleName() == "安老师 · 山背小学 · 语文"
    picker.boxes[ANN.person].click()
    picker.offer([ANN])
    assert picker.chosen == (ANN.person,)
    picker.offer([ANN, BAI], without=[ANN.person])

    assert picker.chosen == (BAI.person,)
