"""Beside a shared record: to whom it has come, in words of help."""

from app.ids import RecordId
from app.ui.forms.page import FormPage
from app.ui.forms.receipts import ReceiptsPanel
from app.ui.review.sheet import Sheet
from app.workspace.arrivals import ArrivalsView, ArrivalView, Arrived
from app.workspace.views import RecordView
from tests.helpers.windows import Stage


def as_text(stage: Stage, _view: RecordView) -> Sheet:
    return Sheet(stage.desk())


def opened(stage: Stage, record: RecordId) -> FormPage:
    """A form in a wide window."""
    page = FormPage(stage.desk(), record, lambda view: as_text(stage, view))
    page.resize(1_200, 700)
    stage.show(page)
    page.shown()
    stage.settle()
    return page


def test_who_has_not_received_the_minutes_stands_beside_them_without_a_click(stage: Stage) -> None:
    """Until everybody has them; then the panel stays with whoever opens it."""
    meeting = stage.teacher.create("plc_meeting", {"topic": "单元备课"}, stage.world.shared())
    stage.teacher.visit()
    page = opened(stage, meeting)
    waiting = page.beside.receipts.words, page.beside.isVisible()
    for workspace in (stage.mentor, stage.mentor, stage.teacher):
        workspace.visit()
    later = opened(stage, meeting)

    assert waiting[1]
    assert "还没收到：王敏" in waiting[0]
    assert "U盘" in waiting[0]
    assert not later.beside.isVisible()


def test_names_stand_in_three_lines(stage: Stage) -> None:
    """Of a draft nothing is said."""
    meeting = stage.teacher.create("plc_meeting", {"topic": "单元备课"}, stage.world.shared())
    panel = ReceiptsPanel(stage.desk())
    stage.show(panel)
    panel.show_arrivals(stage.teacher.arrivals(meeting))
    here = panel.words
    stage.exchange()
    stage.mentor.mark_read(meeting)
    for workspace in (stage.mentor, stage.teacher):
        workspace.visit()
    panel.show_arrivals(stage.teacher.arrivals(meeting))
    read = panel.words
    panel.show_arrivals(None)

    assert here == "到了谁那里（秀兰和王敏） 还没收到：王敏 最新的内容还在这台电脑上，同步以后才会送出。"
    assert read == "到了谁那里（秀兰和王敏） 看过了：王敏"
    assert panel.isHidden()


def test_with_several_schools_names_stand_under_their_schools(stage: Stage) -> None:
    """A stick is taken to a school; where all are of one school, names are enough."""
    people = [
        ArrivalView("01", "安老师", Arrived.NOT_YET, "山背小学"),
        ArrivalView("02", "白老师", Arrived.NOT_YET, "城关小学"),
        ArrivalView("03", "陈老师", Arrived.NOT_YET),
    ]
    panel = stage.show(ReceiptsPanel(stage.desk()))
    panel.show_arrivals(ArrivalsView("六校教研", tuple(people), False))
    several = panel.words
    panel.show_arrivals(ArrivalsView("六校教研", tuple(people[::2]), False))

    assert "还没收到：\n山背小学：安老师\n城关小学：白老师\n陈老师" in several
    assert "还没收到：安老师、陈老师" in panel.words
