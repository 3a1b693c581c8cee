"""A mentor's own pupils, each with three things, one click from being begun."""

from PySide6.QtWidgets import QLabel

from app.ids import RecordId
from app.records.values import Value
from app.ui.term.three import ThreePage
from tests.helpers.school import value_of
from tests.helpers.windows import Stage, parts


def with_pupils(stage: Stage, *names: str) -> list[RecordId]:
    """Pupils of the school's whose mentor the teacher is."""
    home = stage.world.shared()
    stage.mentor.set_purpose(home, "school")
    made = []
    for name in names:
        made.append(stage.mentor.create("pupil", {"name": name, "class_name": "三（1）班"}, home))
        mentor = value_of(stage.teacher)
        agreed: dict[str, Value] = {"lead": True, "mentor_agrees": True, "pupil_agrees": True}
        stage.mentor.create("pairing", {"pupil": made[-1], "mentor": mentor, **agreed}, home)
    stage.mentor.visit()
    stage.teacher.visit()
    return made


def test_each_thing_is_one_click_from_being_begun(stage: Stage) -> None:
    """What there is opens; the page says what is left, and by when."""
    flower, ming = with_pupils(stage, "张小花", "李明")
    talk = stage.teacher.create("talk", {"pupil": ming, "held_on": "2026-11-10", "own_words": "我想学画画。"})
    page = stage.show(ThreePage(stage.desk()))
    page.shown()
    stage.settle()
    words = {place: made.text() for place, made in page.buttons.items()}
    page.buttons["李明", "talk"].click()
    page.buttons["张小花", "home_visit"].click()
    stage.settle()
    (_, opened), (_, begun) = stage.shell.calls
    told = "\n".join(one.text() for one in parts(page, QLabel))

    assert words["李明", "talk"] == "完成了"
    assert words["张小花", "home_visit"] == "8月31日前"
    assert opened == talk
    assert stage.teacher.view(RecordId(begun)).values["pupil"] == flower
    assert "还有 2 位同学的家访记录：原定 8月31日，现在补上也很好" in told
    assert page.buttons["张小花", "talk"].accessibleName().startswith("张小花 谈心谈话记录")


def test_whoever_has_no_pupils_reads_what_the_page_is_for(stage: Stage) -> None:
    """In place of an empty table."""
    page = stage.show(ThreePage(stage.desk()))
    page.shown()
    stage.settle()

    assert page.buttons == {}
    assert stage.texts.say("three.nothing") in [one.text() for one in parts(page, QLabel) if one.isVisible()]
