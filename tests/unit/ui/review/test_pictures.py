"""Pictures below what is being reviewed."""

from app.ui.review.page import ReviewPage
from app.ui.review.pictures import PictureStrip
from app.workspace.attachments import NewFile
from tests.helpers.photographs import blackboard, encoded
from tests.helpers.windows import Stage


def test_the_strip_is_there_when_there_is_something_to_show(stage: Stage) -> None:
    plan = stage.plan()
    strip = stage.show(PictureStrip(stage.desk()))
    strip.show_record(stage.teacher.view(plan))
    assert not strip.isVisible()

    stage.teacher.attach(plan, "attachments", [NewFile("黑板.jpg", "jpeg", encoded(blackboard(300, 200)))])
    stage.teacher.attach(plan, "board_picture", [NewFile("板书.jpg", "jpeg", encoded(blackboard(300, 200)))])
    strip.show_record(stage.teacher.view(plan))
    stage.settle(lambda: all(made._small for made in strip._inputs.values()))
    assert strip.isVisible()
    assert list(strip._inputs) == ["board_picture", "attachments"]
    assert not any(made.add.isVisible() for made in strip._inputs.values())


def test_the_review_has_it(stage: Stage) -> None:
    """The mentor sees at once that there are pictures, and fetches them from here."""
    plan = stage.plan()
    stage.teacher.attach(plan, "attachments", [NewFile("黑板.jpg", "jpeg", encoded(blackboard(300, 200)))])
    stage.exchange()
    page = stage.show(ReviewPage(stage.desk(stage.mentor), plan))
    page.shown()
    stage.settle(page.pictures.isVisible)

    (made,) = page.pictures._inputs.values()
    assert [card.fetch.isVisible() for card in made._cards.values()] == [True]
