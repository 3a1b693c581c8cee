"""The card of calls: first of all on the start page, in plain words, with the telephone tree one click away."""

from PySide6.QtWidgets import QLabel

from app.ui.today.page import TodayPage
from app.ui.widgets.lines import Line
from tests.helpers.care import a_call, set_purpose
from tests.helpers.windows import Stage, parts


def said(page: TodayPage) -> str:
    """All words of the card."""
    return " ".join(label.text() for label in parts(page.calls, QLabel))


def shown(stage: Stage, page: TodayPage) -> str:
    """What the card says now."""
    page.shown()
    stage.settle()
    return said(page) if page.calls.isVisible() else ""


def test_the_card_says_what_is_known_and_no_more(stage: Stage) -> None:
    """Nobody before a receipt; then whose computer has it, since when; then who has read it. There it is first."""
    set_purpose(stage.mentor, stage.world.shared(), "care")
    stage.exchange()
    page = stage.show(TodayPage(stage.desk()))
    nothing = shown(stage, page)
    call = a_call(stage.teacher, stage.world.shared())
    here = shown(stage, page)
    stage.teacher.visit()
    left = shown(stage, page)
    stage.mentor.visit()
    hers = stage.show(TodayPage(stage.desk(stage.mentor)))
    waits = shown(stage, hers)
    stage.mentor.visit()
    stage.teacher.visit()
    received = shown(stage, page)
    clock = stage.desk().words.moment(stage.world.clock.now(), stage.world.clock.now())
    stage.mentor.mark_read(call)
    stage.exchange()

    assert nothing == ""
    assert "还没有人收到：还没有离开这台电脑" in here
    assert "还没有人收到：已经送出" in left
    assert f"王敏的电脑已收到 {clock}" in received
    assert "王敏已读" in shown(stage, page)
    assert "在等您" in waits
    assert "三楼东头" in parts(hers.calls, Line)[0].accessibleName()
    assert hers.calls.y() < hers.drafts.mapTo(hers.widget(), hers.drafts.rect().topLeft()).y()
    parts(hers.calls, Line)[0].click()
    assert stage.shell.calls == [("open_record", call)]


def test_the_telephone_tree_is_printed_without_a_network(stage: Stage) -> None:
    """One that the school has typed; while there is none, one is begun."""
    page = stage.show(TodayPage(stage.desk()))
    page.calls.tree.click()
    stage.settle()
    tree = stage.teacher.create("phone_tree", {"title": "三家镇小学"})
    page.calls.tree.click()
    stage.settle()

    assert stage.shell.calls == [("begin_record", "phone_tree"), ("open_page", f"print:{tree}")]
