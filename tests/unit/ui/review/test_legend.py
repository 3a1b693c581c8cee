"""Who changed what, above the page."""

from app.records.edits import WriteProse
from app.ui.review.legend import AuthorName, Legend
from tests.helpers.windows import Stage, parts


def test_each_author_is_named_with_how_much_she_changed(stage: Stage) -> None:
    """Oneself as "me"; without changes nothing is shown."""
    plan = stage.plan(notes="一二三四")
    stage.mentor.mark_read(plan)
    stage.teacher.edit(plan, [WriteProse("notes", "一二三四五六")])
    stage.mentor.edit(plan, [WriteProse("notes", "一三四")])
    stage.exchange()
    changes = stage.mentor.review(plan).changes
    legend = Legend(stage.desk(stage.mentor))
    hidden = legend.isHidden()
    stage.show(legend)
    legend.tell("改动：", changes)
    names = [name.text() for name in parts(legend, AuthorName)]
    shown = not legend.isHidden()
    stage.settle()
    legend.tell("", None)

    assert hidden
    assert shown
    assert names == ["李秀兰 加 2 字", "我（王敏） 删 1 字"]
    assert legend.isHidden()
