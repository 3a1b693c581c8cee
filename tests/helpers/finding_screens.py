"""Pictures of finding: by pinyin, narrowed by chips; several records chosen in a list."""

from app.ui.finding.page import FindPage
from app.ui.lists.page import ListPage
from app.ui.main_window import MainWindow
from tests.helpers.camera import Camera


def take_search(camera: Camera, window: MainWindow) -> None:
    """What somebody sees who looks for something, until it stands before her."""
    window.turn_to("find")
    camera.settle()
    page = window.page("find")
    assert isinstance(page, FindPage)
    page.look_for("ejz")
    camera.take("find-pinyin", window)
    page.look_for("卡片")
    plan = next(kind for kind in window.desk.workspace.kinds if kind.alone)
    page.filters.choose_kind(plan.key, window.desk.texts.label(plan.label))
    page.filters.choose_time("term")
    page.look_for("卡片")
    camera.take("find-narrowed", window)
    page.filters.clear()
    window.open_list(plan.key)
    camera.settle()
    listed = window.page(f"list:{plan.key}")
    assert isinstance(listed, ListPage)
    listed.choose.click()
    listed.table.selectAll()
    camera.take("list-several", window)
    listed.choose.click()
