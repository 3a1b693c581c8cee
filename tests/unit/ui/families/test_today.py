"""A request to reach a family stands on the mentor's start page until she has answered."""

from app.ui.families.today import requests_card
from app.ui.today.extra import EXTRAS
from app.ui.today.page import TodayPage
from app.ui.widgets.lines import Line
from tests.helpers.care import care_on
from tests.helpers.windows import Stage, parts


def test_a_request_waits_on_the_start_page(stage: Stage) -> None:
    """On hers alone; one click leads to where it is answered."""
    care_on(stage, "王小明")
    (family,) = stage.teacher.families()
    stage.teacher.ask_contact(family, family.mentors[0][0], ["p"], "运动会", "")
    stage.exchange()
    page = stage.show(TodayPage(stage.desk(stage.mentor)))
    page.shown()
    stage.settle()
    card = page.extras[EXTRAS.index(requests_card)]
    visible = card.isVisible()
    parts(card, Line)[0].click()
    (request,) = stage.mentor.contact_requests()
    stage.mentor.answer_contact(request.record, "m", "")
    page.shown()
    stage.settle()

    assert visible
    assert stage.shell.calls == [("open_page", "families")]
    assert not card.isVisible()
    assert stage.teacher.contact_requests() == ()
