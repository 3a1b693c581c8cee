"""The page of a copy without names: every replacement is seen, turned, added to, and the copy shared by an act."""

from app.records.stand_ins import Style
from app.ui.nameless.page import NamelessPage
from tests.helpers.windows import Stage, click


def open_page(stage: Stage, **values: str) -> NamelessPage:
    record = stage.teacher.create("mentoring_log", values)
    page = NamelessPage(stage.desk(), record)
    page.resize(1_180, 690)
    stage.show(page)
    page.shown()
    stage.settle(lambda: bool(page.fields))
    return page


def test_names_are_seen_turned_back_added_and_the_story_is_shared(stage: Stage) -> None:
    page = open_page(stage, step="赵小燕试了三秒", mentee="赵小燕", discussion="小燕说张伟笑了。")
    assert "赵某试了三秒" in page.preview.toPlainText()
    page.name.setText("张伟")
    page.add()
    stage.settle(lambda: "张伟" in page.boxes)
    assert "张同学笑了" in page.preview.toPlainText()
    page.boxes["小燕"].click()
    stage.settle(lambda: "小燕说" in page.preview.toPlainText())
    cursor = page.preview.textCursor()
    cursor.setPosition(page.preview.toPlainText().index("小燕说"))
    page.preview.turn_at(cursor)
    stage.settle(lambda: "赵某说" in page.preview.toPlainText())
    page.styles[Style.LETTER].click()
    stage.settle(lambda: "A某" in page.preview.toPlainText())
    stage.settle(page.share.isEnabled)
    click(page.share)
    stage.settle(page.notice.isVisible)
    (story,) = stage.teacher.list_records("story")
    assert story.title == "A某试了三秒"
    assert not story.private
