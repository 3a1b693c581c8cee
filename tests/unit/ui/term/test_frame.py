"""What the pages around a term share."""

from PySide6.QtWidgets import QLabel

from app.ui.lists.strip import GroupStrip
from app.ui.term.frame import TermFrame
from tests.helpers.windows import Stage, parts


def test_a_page_says_where_it_is_and_what_it_is_for(stage: Stage) -> None:
    """With the ways of its group above."""
    page = stage.show(TermFrame(stage.desk(), "school", "calendar", "学年一览", "一年的大事"))

    assert page.accessibleName() == "学年一览"
    assert {"学年一览", "一年的大事"} <= {one.text() for one in parts(page, QLabel)}
    assert len(parts(page, GroupStrip)) == 1
