"""A PLC meeting as a facilitator handles it: attendance of fourteen people, counted."""

from app.ui.forms.choosing import PeopleInput
from tests.helpers.hands import Hand, form_in_front
from tests.helpers.plc import COLLEAGUES
from tests.helpers.windows import Stage, commit


def test_attendance_of_fourteen_takes_five_clicks(stage: Stage) -> None:
    """Everybody at once, the two who are missing off, those two absent, the reason typed; saved without a button."""
    meeting = stage.teacher.create("plc_meeting", {"topic": "十一月", "invited": COLLEAGUES})
    window = stage.window()
    window.open_record(meeting)
    page = form_in_front(stage, window)
    assert page.form is not None
    inputs = [frame.input for key in ("present", "absent") if (frame := page.form.frame(key)) is not None]
    present, absent = (one for one in inputs if isinstance(one, PeopleInput))
    hand = Hand(stage)
    hand.click(present.all)
    for missing in ("吴海燕", "韩磊"):
        hand.click(present.chips[missing])
    hand.click(absent.all)
    why = page.form.frame("absent_why")
    assert why is not None
    hand.click(why.input.box)  # type: ignore[attr-defined]  # a line has a box
    commit(why.input.box, "路断了；带学生看病")  # type: ignore[attr-defined]  # a line has a box
    stage.settle(lambda: not page.unsaved)
    values = stage.teacher.view(meeting).values

    assert hand.clicks == 5
    assert values["present"] == sorted(set(COLLEAGUES) - {"吴海燕", "韩磊"})
    assert values["absent"] == ["吴海燕", "韩磊"]
    assert values["absent_why"] == "路断了；带学生看病"
