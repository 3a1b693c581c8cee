"""Growth messages one after another: bright spots beside the words, a key to the next pupil, slips on few sheets."""

from pathlib import Path

from PySide6.QtWidgets import QLabel

from app.records.edits import SetValue, WriteProse
from app.records.paper import PrintChoice
from app.ui.forms.texts import ProseInput
from app.ui.growth.page import MessagesPage
from app.ui.paper.page import PrintPage
from tests.helpers.care import care_on
from tests.helpers.paper import pdf_text, words_on
from tests.helpers.walker import Seat, Walker
from tests.helpers.windows import Stage, commit, parts

#: Characters of the third level and outside the basic plane, a middle dot, a long name.
NAMES = (
    "王小明", "张𠮷", "魏𪣻", "李㛃", "古丽·艾力", "买买提·艾力·阿不都热依木", "龚䶮", "欧阳䴙", "杨䗖", "赵𬭎", "孙翀",
)  # fmt: skip


def text_of(page: MessagesPage) -> ProseInput:
    """The field of the message."""
    place = page.fields.inputs["message"]
    assert isinstance(place, ProseInput)
    return place


def open_page(stage: Stage) -> MessagesPage:
    page = MessagesPage(stage.desk(stage.mentor))
    page.resize(1_180, 690)
    stage.show(page)
    page.shown()
    stage.settle()
    return page


def test_bright_spots_stand_beside_the_words_and_a_key_leads_on(stage: Stage) -> None:
    """One click takes a spot in, as often as it is clicked once; signing leads to the next who is not done."""
    first, second = care_on(stage, "王小明", "张𠮷")
    stage.mentor.jot("bright_spot", {"name": "王小明", "pupil": first, "what": "扶起了摔倒的同学"})
    page = open_page(stage)
    seen = {words.text() for words in parts(page.spots, QLabel)}
    page.take_all.click()
    page.take_all.click()
    commit(text_of(page).box, "，老师一直记得。")
    taken = text_of(page).box.text
    assert page.save_now()
    page.finish()
    stage.settle(lambda: page.about.text().startswith("张𠮷"))
    states = [page.pupils.item(at).toolTip() for at in range(page.pupils.count())]
    empty = text_of(page).box.text
    page._walk(1)
    stage.settle(lambda: text_of(page).box.text == taken)
    row = next(row for row in stage.mentor.messages("zh").rows if row.pupil == first)
    assert row.message is not None
    values = stage.mentor.view(row.message).values

    assert "扶起了摔倒的同学" in seen
    assert taken == "扶起了摔倒的同学，老师一直记得。"
    assert values["message"] == taken
    assert (row.finished, empty) == (True, "")
    assert [words.rpartition(" ")[2] for words in states] == ["写好了", "还没写好"]
    assert "1 / 2" in page.count.text()
    assert next(one for one in stage.mentor.messages("zh").rows if one.pupil == second).message is None


def test_eleven_slips_come_on_three_sheets_with_every_name_right(stage: Stage, tmp_path: Path) -> None:
    """At most five clicks from the page to the paper; another program reads every name; no character is a box."""
    for name in NAMES:
        stage.mentor.jot("bright_spot", {"name": name, "what": "主动帮助同学"})
    for row in stage.mentor.messages("zh").rows:
        message = stage.mentor.begin_message(row, "zh")
        stage.mentor.edit(message, [WriteProse("message", f"{row.name}，" + "你总是先想到别人。" * 14)])
        stage.mentor.finish_message(message)
    seat = Seat(stage, stage.mentor)
    she = Walker(seat)
    seat.window.turn_to("messages")
    stage.settle()
    page = seat.window.stack.currentWidget()
    assert isinstance(page, MessagesPage)
    before = she.clicks
    stage.settle(page.print.isEnabled)
    she.click(page.print)
    paper = seat.window.stack.currentWidget()
    assert isinstance(paper, PrintPage)
    stage.settle(paper.to_pdf.isEnabled)
    paper.choose_file = lambda _name: str(tmp_path / "寄语.pdf")
    she.click(paper.to_pdf)
    stage.settle(lambda: paper.notice.isVisible())
    sheets = paper._printed.sheets
    read = pdf_text((tmp_path / "寄语.pdf").read_bytes(), tmp_path)
    words = "".join(map(words_on, sheets))

    assert she.clicks - before <= 5
    assert len(sheets) == 3
    assert paper._printed.missing == ""
    assert [name for name in NAMES if name not in words] == []
    assert [name for name in NAMES if name not in read] == []
    assert words.count("成长寄语") == len(NAMES)
    assert "家长回音" in words


def test_a_school_chooses_how_many_slips_share_a_sheet(stage: Stage) -> None:
    """A number of the school's; what does not fit on A4 leaves it at four."""
    message = stage.mentor.create("growth_message", {"name": "王小明", "term": "2026", "message": "好"})
    choice = PrintChoice("zh")
    usual = stage.mentor.pages(message, choice).to_a_sheet
    school = stage.mentor.create("school", {"name": "三家镇小学", "slips_to_a_sheet": 2})
    two = stage.mentor.pages(message, choice).to_a_sheet
    stage.mentor.edit(school, [SetValue("slips_to_a_sheet", 3)])

    assert (usual, two, stage.mentor.pages(message, choice).to_a_sheet) == (4, 2, 4)
