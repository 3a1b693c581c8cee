"""The page of the work statement: what is proposed can be saved at once, and what is written stays."""

from pathlib import Path

from app.ui.packs.page import PackPage
from tests.helpers.paper import pdf_text, words_on
from tests.helpers.windows import Stage, click


def open_page(stage: Stage) -> PackPage:
    page = PackPage(stage.desk())
    page.resize(1_180, 690)
    stage.show(page)
    page.shown()
    stage.settle(page.to_printer.isEnabled)
    return page


def test_the_pack_is_saved_with_its_numbers_and_what_was_written_is_there_again(stage: Stage, tmp_path: Path) -> None:
    stage.teacher.create("story", {"title": "第一次举手", "told_on": "2026-11-09", "body": "他终于举手了。"})
    plan = stage.teacher.create("lesson_plan", {"topic": "秋天的雨", "taught_on": "2026-11-20"})
    page = open_page(stage)
    assert [box.text() for box in page.boxes.values() if box.isChecked()] == ["第一次举手"]
    page.boxes[plan].click()
    page.words.setPlainText("教三、四年级复式班。")
    stage.settle(lambda: "复式班" in "".join(map(words_on, page._printed.sheets)))
    stage.settle(page.to_pdf.isEnabled)
    page.choose_file = lambda name: str(tmp_path / name)
    click(page.to_pdf)
    stage.settle(page.notice.isVisible)
    (saved,) = tmp_path.glob("*.pdf")
    text = pdf_text(saved.read_bytes(), tmp_path)
    assert {"第一次举手", "秋天的雨", "复式班"} <= {
        word for word in ("第一次举手", "秋天的雨", "复式班") if word in text
    }
    assert page._printed.numbers[3] == 4
    page.leave()
    stage.settle()
    again = open_page(stage)
    assert again.words.text == "教三、四年级复式班。"
    assert sum(box.isChecked() for box in again.boxes.values()) == 2
