"""Pictures of finding: by pinyin, narrowed by chips, the place of a hit in its record, several chosen in a list."""

from PySide6.QtWidgets import QApplication

from app.ui.finding.page import FindPage
from app.ui.forms.page import FormPage
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
    if page.model.rows:
        page._open(page.model.index(0))
        form = window.page(window._at)
        assert isinstance(form, FormPage)
        camera.settle(lambda: form.form is not None and form.form.whole)
        for _ in range(20):
            QApplication.processEvents()
        camera.take("find-place", window)
    page.filters.clear()
    window.open_list(plan.key)
    camera.settle()
    listed = window.page(f"list:{plan.key}")
    assert isinstance(listed, ListPage)
    listed.choose.click()
    listed.table.selectAll()
    camera.take("list-several", window)
    listed.choose.click()
