"""Sheets side by side; only those in sight are drawn."""

from app.ui.paper.preview import Preview
from tests.helpers.paper import plan_pages, printed
from tests.helpers.windows import Stage


def test_only_sheets_in_sight_are_drawn(stage: Stage) -> None:
    sheets = printed(*[plan_pages() for _ in range(20)]).sheets
    preview = Preview(stage.tasks, stage.texts)
    preview.resize(960, 600)
    stage.show(preview)
    preview.show_sheets(sheets)
    stage.settle(lambda: preview.sheets.drawn > 0)
    assert 1 <= preview.sheets.drawn <= 6
    assert preview.accessibleName() == f"打印预览，共 {len(sheets)} 页"
    preview.verticalScrollBar().setValue(preview.verticalScrollBar().maximum())
    before = preview.sheets.drawn
    stage.settle(lambda: preview.sheets.drawn > before)


def test_two_stand_side_by_side_in_a_small_window_and_one_when_it_is_larger(stage: Stage) -> None:
    preview = Preview(stage.tasks, stage.texts)
    preview.resize(930, 600)
    stage.show(preview)
    preview.show_sheets(printed(plan_pages()).sheets)
    first, second, *_ = preview.sheets._places
    assert first.y() == second.y()
    assert second.right() < preview.viewport().width()
    small = first.width()
    preview.make_larger(True)
    first, second, *_ = preview.sheets._places
    assert first.width() > 1.5 * small
    assert second.y() > first.bottom()


def test_other_sheets_are_drawn_anew(stage: Stage) -> None:
    preview = Preview(stage.tasks, stage.texts)
    preview.resize(930, 600)
    stage.show(preview)
    preview.show_sheets(printed(plan_pages()).sheets)
    stage.settle(lambda: preview.sheets.drawn > 0)
    preview.show_sheets(())
    assert preview.sheets.drawn == 0
