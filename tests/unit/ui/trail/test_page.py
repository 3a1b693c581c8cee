"""The page of the trail: a file is written, checked by anybody, signed by a colleague, and a changed one is found."""

from pathlib import Path

from app.ui.trail.page import TrailPage
from app.workspace.workspace import Workspace
from tests.helpers.paper import words_on
from tests.helpers.windows import Stage, click


def open_page(stage: Stage, workspace: Workspace | None = None) -> TrailPage:
    page = TrailPage(stage.desk(workspace))
    page.resize(1_180, 690)
    stage.show(page)
    page.shown()
    stage.settle(lambda: bool(page.state.text()))
    return page


def words(page: TrailPage) -> str:
    return "".join(map(words_on, page._printed.sheets))


def test_a_file_goes_to_a_colleague_and_comes_back_signed(stage: Stage, tmp_path: Path) -> None:
    stage.teacher.create("mentoring_log", {"step": "等三秒", "discussion": "先等。"})
    page = open_page(stage)
    stage.settle(lambda: "等三秒" in words(page))
    file = tmp_path / "留痕.trail"
    page.choose_file = lambda _name: str(file)
    click(page.to_file)
    stage.settle(page.notice.isVisible)
    hers = open_page(stage, stage.mentor)
    hers.choose_open = lambda: str(file)
    click(hers.seen)
    stage.settle(hers.notice.isVisible)
    page.choose_open = lambda: str(file)
    click(page.check)
    stage.settle(lambda: stage.mentor.me.name in words(page))
    assert "没有改动" in page.notice.text
    file.write_bytes(file.read_bytes().replace("先等".encode(), "后等".encode()))
    click(page.check)
    stage.settle(lambda: "不一样" in page.notice.text)
