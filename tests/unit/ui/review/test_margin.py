"""The margin says what can be done, and keeps what was begun."""

from app.ui.review.margin import Margin
from app.ui.review.sheet import Selected
from tests.helpers.windows import Stage


def test_the_composer_comes_with_a_selection_and_stays_with_words(stage: Stage) -> None:
    """Until they are sent or given up."""
    margin = stage.show(Margin(stage.desk(stage.mentor)))
    margin.refresh(stage.mentor.review(stage.plan(key_point="一二三")))
    without = margin.composer.isHidden()
    margin.quote(Selected("key_point", 0, 2, "一二"))
    with_selection = margin.composer.isHidden()
    margin.composer.insertPlainText("想")
    margin.quote(None)

    assert without
    assert not with_selection
    assert not margin.composer.isHidden()


def test_settled_comments_stand_last(stage: Stage) -> None:
    """Open ones in reading order before them."""
    plan = stage.plan(key_point="一二三", notes="四五六")
    stage.mentor.comment(plan, "key_point", 0, 1, "甲")
    stage.mentor.comment(plan, "notes", 0, 1, "乙")
    first = next(comment for comment in stage.mentor.view(plan).comments if comment.body == "甲")
    stage.mentor.resolve(first.record)
    margin = stage.show(Margin(stage.desk(stage.mentor)))
    margin.refresh(stage.mentor.review(plan))

    assert [card.comment.body for card in margin.cards] == ["乙", "甲"]
    margin.mark_chosen(first)
    assert [card.property("role") for card in margin.cards] == ["card", "card-chosen"]
