"""Handover with real windows: five clicks, counted, after everything stood there in plain words."""

from PySide6.QtWidgets import QLabel

from app.ids import PersonId
from app.records.people import person_value
from app.records.values import Row
from app.ui.group_pages import GROUP
from app.ui.lists.strip import GroupStrip
from app.ui.partner.handover import NAME, HandoverPage
from app.workspace.workspace import Workspace
from tests.helpers.hands import Hand
from tests.helpers.stories import settle
from tests.helpers.windows import Stage, parts


def words(page: HandoverPage) -> str:
    """Everything that can be read on the page."""
    return "\n".join(label.text() for label in parts(page, QLabel) if label.isVisible())


def third(stage: Stage) -> Workspace:
    """Somebody who can take over."""
    heir = stage.world.person("赵敏")
    stage.world.bring(stage.mentor, heir)
    settle(stage.mentor, heir, stage.teacher)
    return heir


def test_five_clicks_from_the_start_page_and_all_is_said_before_the_last(stage: Stage) -> None:
    heir, space = third(stage), stage.world.shared()
    stage.mentor.set_purpose(space, "school")
    stage.plan()
    owner = person_value(PersonId(bytes.fromhex(stage.teacher.me.person)))
    tasks: list[Row] = [{"task": "借教具", "owner": owner}]
    meeting = stage.mentor.create("plc_meeting", {"topic": "开学", "tasks": tasks}, space)
    window, hand = stage.window(stage.mentor), Hand(stage)
    hand.click(window.rail.entry(GROUP + "school"))
    (strip,) = parts(window.stack.currentWidget(), GroupStrip)
    hand.click(strip.buttons[NAME])
    page = window.stack.currentWidget()
    assert isinstance(page, HandoverPage)
    hand.click(page.leaver.buttons[stage.teacher.me.person])
    assert not page.successor.buttons[stage.teacher.me.person].isEnabled()
    hand.click(page.successor.buttons[heir.me.person])
    told = words(page)
    assert [tick.text() for tick in page.ticks.values()] == ["秀兰和王敏"]
    for part in ("开学", "收不回来", "没有网络", "李秀兰自己写的（", "关爱圈"):
        assert part in told
    assert len(stage.mentor.spaces()[1].members) == 3
    hand.click(page.go)

    assert hand.clicks == 5
    assert "谢谢李秀兰" in words(page)
    assert {member.name for member in stage.mentor.spaces()[1].members} == {"王敏", "赵敏"}
    rows = stage.mentor.view(meeting).values["tasks"]
    assert isinstance(rows, list)
    assert isinstance(rows[0], dict)
    assert rows[0]["owner"] == person_value(PersonId(bytes.fromhex(heir.me.person)))


def test_what_somebody_else_keeps_names_whom_to_ask(stage: Stage) -> None:
    """And without any space or record there is nothing to press."""
    heir = third(stage)
    page = stage.show(HandoverPage(stage.desk(stage.teacher)))
    page.shown()
    stage.settle(lambda: bool(page.leaver.buttons))
    page.leaver.buttons[stage.mentor.me.person].click()
    page.successor.buttons[heir.me.person].click()
    stage.settle()

    assert "由王敏管理" in words(page)
    assert page.ticks == {}
    assert not page.go.isEnabled()


def test_what_goes_on_by_itself_is_told(stage: Stage) -> None:
    """Who hands over what she keeps herself waits until the other has come."""
    heir = third(stage)
    other = stage.mentor.gather("师徒", "pair", [stage.teacher.me.person], stage.world.shared())
    settle(stage.mentor, stage.teacher)
    stage.teacher.accept(stage.teacher.invitations()[0].note)
    settle(stage.mentor, stage.teacher)
    page = stage.show(HandoverPage(stage.desk(stage.mentor)))
    page.shown()
    stage.settle(lambda: bool(page.leaver.buttons))
    page.leaver.buttons[stage.mentor.me.person].click()
    page.successor.buttons[heir.me.person].click()
    stage.settle(lambda: bool(page.ticks))
    for space, tick in page.ticks.items():
        tick.setChecked(space == other.space)
    page.go.click()
    stage.settle(lambda: page.waits.card.isVisible())

    assert "已请赵敏加入" in words(page)
