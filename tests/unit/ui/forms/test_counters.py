"""The card of promises on an agreement's form: for the two of the pair, in friendly words."""

from PySide6.QtWidgets import QLabel

from app.ids import RecordId
from app.records.people import person_value
from app.records.values import Row
from app.ui.forms.page import FormPage
from tests.helpers.hands import form_in_front
from tests.helpers.windows import Stage, parts
from tests.helpers.world import desk_of

DUTIES: list[Row] = [{"duty": "w", "times": 1}, {"duty": "b"}]


def agreed(stage: Stage, mentor: str) -> RecordId:
    """An agreement of which a day is past, and one lesson that the mentor has watched."""
    teacher, observer = (person_value(desk_of(one).person) for one in (stage.teacher, stage.mentor))
    day = desk_of(stage.mentor).situation().today
    stage.mentor.create(
        "class_observation", {"observer": observer, "taught_by": teacher, "observed_on": day}, stage.world.shared()
    )
    record = stage.mentor.create(
        "mentorship_agreement",
        {"focus": "追问", "mentor": mentor or observer, "mentees": [teacher], "begins": "2026-09-01",
         "ends": "2027-08-31", "next_step": "听一节", "next_on": "2026-09-02", "mentor_duties": DUTIES,
         "mentee_duties": DUTIES[1:]},
        stage.world.shared(),
    )  # fmt: skip
    stage.exchange()
    return record


def opened(stage: Stage, record: RecordId) -> FormPage:
    window = stage.window()
    window.open_record(record)
    page = form_in_front(stage, window)
    stage.settle()
    return page


def test_the_two_see_how_far_they_are(stage: Stage) -> None:
    """So many of so many, and the day that is past is told as an invitation."""
    card = opened(stage, agreed(stage, "")).extras.counters
    words = " ".join(one.text() for one in parts(card, QLabel))

    assert card.isVisible()
    assert "1 / 1" in words
    assert "说到做到了" in words
    assert "请自己记" in words
    assert card.following.text() == "下一步：听一节。说好的 9月2日 已经过了，约个新日子吧"


def test_of_a_pair_with_somebody_else_she_sees_nothing(stage: Stage) -> None:
    """The mentor is a name that was typed: whose promises they are is not known."""
    card = opened(stage, agreed(stage, "马老师")).extras.counters

    assert card.isHidden()
