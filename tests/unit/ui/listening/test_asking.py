"""The box in which something is asked."""

from app.ui.listening.asking import AskBox
from app.workspace.questions import Addressee
from tests.helpers.windows import Stage, commit


def test_a_long_name_takes_no_room_from_what_is_typed(stage: Stage) -> None:
    """It ends in dots, and stands whole in the tip."""
    box = AskBox(stage.desk(), small=True)
    stage.show(box)
    long = Addressee(
        stage.world.shared(), "向阳镇中心小学与市实验小学三至六年级语文跨校教研共同体", ("王敏",), ("0" * 16,)
    )
    box._choose(long)

    assert box.whom.text().endswith("…")
    assert long.space_name in box.whom.toolTip()


def test_one_sentence_and_enter_and_the_mentor_has_it(stage: Stage) -> None:
    """What is typed stays when nothing could be sent; whom she asked last is offered first."""
    box = AskBox(stage.desk())
    stage.show(box)
    box.refresh()
    stage.settle(box.isVisible)
    commit(box.box, "怎么让学生敢提问？")
    begun = box.unsent
    box.send.click()
    stage.settle(lambda: not box.unsent)
    stage.exchange()
    again = AskBox(stage.desk())
    again.refresh()
    stage.settle(lambda: bool(again.whom.text()))

    assert begun
    assert box.told.text()
    assert [view.text for view in stage.mentor.questions_waiting()] == ["怎么让学生敢提问？"]
    assert "王敏" in again.whom.text()
