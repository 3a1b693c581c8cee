"""Moving school on one page: a name, the ticks as they are, one button."""

from PySide6.QtWidgets import QLabel

from app.ui.partner.moving import MovingPage
from tests.helpers.hands import Hand
from tests.helpers.windows import Stage, parts, type_keys


def test_her_own_goes_along_and_she_leaves_with_the_next_visit(stage: Stage) -> None:
    stage.plan(topic="带走的教案")
    page = stage.show(MovingPage(stage.desk(stage.teacher)))
    page.shown()
    stage.settle(lambda: bool(page.ticks))
    hand = Hand(stage)
    assert not page.go.isEnabled()
    type_keys(page.school, "New school")
    stage.settle()
    hand.click(page.go)
    stage.exchange()

    assert hand.clicks == 1
    assert [one.private for one in stage.teacher.spaces()] == [True]
    assert [row.title for row in stage.teacher.list_records(space=stage.teacher.spaces()[0].space)] == ["带走的教案"]
    assert stage.teacher.profile()["school"] == "New school"
    assert any("New school" in label.text() for label in parts(page, QLabel))


def test_whoever_keeps_a_circle_alone_is_sent_to_the_handover(stage: Stage) -> None:
    page = stage.show(MovingPage(stage.desk(stage.mentor)))
    page.shown()
    stage.settle(lambda: bool(page.ticks))

    assert [tick.isEnabled() for tick in page.ticks.values()] == [False]
    assert stage.texts.say("moving.alone") in {label.text() for label in parts(page, QLabel)}
    dialog = page.open_join()
    stage.settle()
    assert dialog.isVisible()
    dialog.reject()
