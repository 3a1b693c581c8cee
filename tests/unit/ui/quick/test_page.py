"""A talk in a minute: two letters of pinyin, a reason, a type, three lines; who will read it stands there before."""

from PySide6.QtCore import Qt

from app.ids import RecordId
from app.ui.quick.page import QuickPage
from app.ui.today.page import TodayPage
from tests.helpers.care import care_on
from tests.helpers.walker import Seat, Walker
from tests.helpers.windows import Stage, commit

_ENTER = Qt.Key.Key_Return
WORDS = "爸爸走了，我睡不着𠮷。"


def page_of(seat: Seat) -> QuickPage:
    """The short way, which is in front."""
    page = seat.window.stack.currentWidget()
    assert isinstance(page, QuickPage)
    return page


def talks(stage: Stage) -> list[RecordId]:
    """The talks that the mentor has."""
    return [row.record for row in stage.mentor.list_records("talk")]


def test_a_talk_takes_at_most_six_clicks_and_goes_to_those_who_were_named(stage: Stage) -> None:
    """From the start page on; she is told who reads it before she writes a word."""
    care_on(stage, "王小明", "张三")
    stage.teacher.visit()
    seat = Seat(stage, stage.mentor)
    she = Walker(seat)
    today = seat.window.stack.currentWidget()
    assert isinstance(today, TodayPage)
    she.click(today.quick.buttons["talk"])
    page = page_of(seat)
    stage.settle(lambda: page.pupil.found.count() > 0)
    she.type("wxm")
    she.press(_ENTER)
    before = page.readers.text()
    she.click(she.see("缘由: 生活变故"))
    she.click(she.see("指导类型: 心理疏导"))
    she.click(she.see("学生原话/感受"))
    she.compose(WORDS)
    she.click(page.done)
    stage.exchange()
    (talk,) = talks(stage)
    values = stage.teacher.view(talk).values

    assert (she.clicks, she.dialogs) == (5, 0)
    assert "李秀兰" in before
    assert "王敏" in before
    assert (values["name"], values["reason"], values["types"]) == ("王小明", "ch", ["mi"])
    assert values["own_words"] == WORDS
    assert stage.teacher.view(talk).space.name in before
    assert isinstance(seat.window.stack.currentWidget(), TodayPage)


def test_what_was_begun_is_a_draft_when_she_goes(stage: Stage) -> None:
    """A pupil at the door: nothing is lost, and nobody else has it. Looking in leaves nothing behind."""
    desk = stage.desk()
    page = stage.show(QuickPage(desk, "bright_spot"))
    page.shown()
    stage.settle()
    page.leave()
    nothing = stage.teacher.list_records("bright_spot")
    page.setFocus()
    commit(page.pupil.line, "古丽·艾力")
    stage.settle()
    page.pupil.line.returnPressed.emit()
    commit(page.fields.inputs["what"].first_control or page, "把伞借给了同学")
    page.leave()
    stage.settle()
    (row,) = stage.teacher.list_records("bright_spot")

    assert nothing == []
    assert (row.title, row.private) == ("古丽·艾力", True)
    assert stage.teacher.view(row.record).values["what"] == "把伞借给了同学"
    assert page.readers.text() == stage.texts.say("quick.only_me")
    page.whole.click()
    assert stage.shell.calls == [("open_record", row.record)]
