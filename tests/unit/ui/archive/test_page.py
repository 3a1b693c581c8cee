"""The page of the growth archive: chapters gather by themselves, best plans are chosen, years narrow."""

from app.ui.archive.page import ArchivePage
from app.ui.widgets.lines import Line
from tests.helpers.windows import Stage, parts


def open_page(stage: Stage) -> ArchivePage:
    page = ArchivePage(stage.desk())
    page.resize(1_180, 690)
    stage.show(page)
    page.shown()
    stage.settle(lambda: bool(page.years))
    return page


def test_what_one_did_stands_there_and_the_best_plans_are_chosen(stage: Stage) -> None:
    stage.teacher.create("story", {"title": "第一次举手", "told_on": "2025-10-09"})
    plan = stage.teacher.create("lesson_plan", {"topic": "秋天的雨", "taught_on": "2026-09-20"})
    page = open_page(stage)
    names = [line.accessibleName() for line in parts(page, Line)]
    assert any("第一次举手" in name for name in names)
    assert not any("秋天的雨" in name for name in names)
    stage.teacher.star(plan)
    page.choose(2026)
    stage.settle(lambda: any("秋天的雨" in line.accessibleName() for line in parts(page, Line)))
    stage.settle(lambda: not any("举手" in line.accessibleName() for line in parts(page, Line) if line.isVisible()))
    page.terms[2].click()
    stage.settle(lambda: not any("秋天的雨" in line.accessibleName() for line in parts(page, Line) if line.isVisible()))
