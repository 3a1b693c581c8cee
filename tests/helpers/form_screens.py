"""Screens around writing: what a record is begun from, what is asked meanwhile, search, tables, files.

``tests.helpers.screenshots.tour`` shows them with all the others.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from app.errors import Known
from app.records.fields import File
from app.records.files import all_attached
from app.records.kinds import ALL
from app.ui.beginning.menu import BeginButton
from app.ui.beginning.templates import TemplatesDialog
from app.ui.finding.page import PAUSE_MS, FindPage
from app.ui.forms.adding import AddFiles
from app.ui.forms.dates import DateInput
from app.ui.forms.grid_dialog import GridDialog
from app.ui.forms.linking import pick_record
from app.ui.forms.page import FormPage
from app.ui.forms.shrinking import shrink
from app.ui.forms.viewer import Viewer
from app.ui.importing.dialog import ImportDialog
from app.ui.main_window import MainWindow
from app.ui.messages import tell
from app.ui.sharing.dialog import ShareDialog, share
from app.workspace.attachments import NewFile
from app.workspace.workspace import Workspace
from tests.helpers.camera import Camera
from tests.helpers.looking import inside
from tests.helpers.photographs import photograph
from tests.helpers.windows import parts

_FILE = """# 《小蝌蚪找妈妈》第一课时

## 教学目标

- 认识“蝌、蚪”等十个生字。

## 教学过程

| 环节 | 分钟 |
|---|---|
| 导入 | 5 |
"""


def take_beginning(camera: Camera, window: MainWindow, workspace: Workspace, folder: Path) -> None:
    """What a record may be begun from: a menu, templates, a file."""
    kind = next(kind for kind in ALL if kind.alone)
    desk = window.desk
    window.open_list(kind.key)
    camera.settle()
    begin = next(one for one in inside(window, BeginButton) if one.isVisible())
    begin.other.click()
    camera.settle(lambda: any(menu.isVisible() for menu in parts(begin, QMenu)))
    menu = next(menu for menu in parts(begin, QMenu) if menu.isVisible())
    camera.take("begin-menu", menu)
    menu.close()
    dialog = TemplatesDialog(desk, kind, window)
    dialog.open()
    camera.take("templates", dialog)
    dialog.reject()
    file = folder / "小蝌蚪找妈妈.md"
    file.write_text(_FILE, "utf-8")
    importing = ImportDialog(desk, kind, file, window)
    importing.open()
    camera.take("import", importing)
    importing.reject()
    broken = folder / "坏了的文件.docx"
    broken.write_bytes(b"PK\x03\x04")
    importing = ImportDialog(desk, kind, broken, window)
    importing.open()
    camera.take("import-refused", importing)
    importing.reject()


def take_finding(camera: Camera, window: MainWindow) -> None:
    """The page of search before anything is typed, with hits, and with none."""
    window.turn_to("find")
    camera.take("find-new", window)
    page = window.page("find")
    assert isinstance(page, FindPage)
    for name, text in (("find", "二进制"), ("find-none", "qqqq")):
        page.box.setText(text)
        page.box.typed.emit()
        QTest.qWait(PAUSE_MS * 2)
        camera.take(name, window)


def take_questions(camera: Camera, window: MainWindow, page: FormPage) -> None:
    """What is asked or told in a small window, and a day chosen from a calendar."""
    desk, say = window.desk, window.desk.texts.say
    draft = camera.tasks.do(lambda: desk.workspace.create("lesson_plan", {"topic": "水的三态变化"}))
    share(desk, window, [draft], lambda: True)
    camera.settle(lambda: any(dialog.isVisible() for dialog in parts(window, ShareDialog)))
    (dialog,) = parts(window, ShareDialog)
    camera.take("share", dialog)
    dialog.reject()
    during(camera, "told", lambda: tell(window, desk.texts, desk.texts.explain(Known("store.full"))))
    during(camera, "pick-record", lambda: pick_record(window, desk, say("form.pick_link"), ()))
    date = next(one for one in inside(page.window(), DateInput) if one.isVisible())
    date._open_calendar()
    camera.settle()
    menu = next(menu for menu in parts(date, QMenu) if menu.isVisible())
    camera.take("calendar", menu)
    menu.close()


def take_table(camera: Camera, window: MainWindow) -> None:
    """A table of prose as a grid to write in."""
    rows = [["生字", "读音", "组词"], ["蝌", "kē", "蝌蚪"], ["蚪", "dǒu", "蝌蚪"]]
    dialog = GridDialog(window, window.desk.texts, rows, True, lambda _rows, _head: None)
    dialog.open()
    camera.take("grid", dialog)
    dialog.reject()


def take_files(camera: Camera, window: MainWindow, workspace: Workspace, folder: Path) -> None:
    """Pictures and files: what would be added, the field that has them, and one of them large."""
    field = next(field for kind in ALL for field in kind.fields() if isinstance(field, File))
    good, bad = folder / "黑板上的板书，第二课时.jpg", folder / "坏了的.jpg"
    good.write_bytes(photograph(1_200, 900))
    bad.write_bytes(b"<html>")
    adding = AddFiles(window, window.desk, field, [good, bad], 20)
    adding.open()
    camera.settle(adding.progress.isHidden)
    camera.take("add-files", adding)
    adding.reject()
    content = shrink("a", photograph(900, 600), "jpeg", 800, 100_000).content
    record = camera.tasks.do(partial(workspace.create, "lesson_plan"))
    camera.tasks.do(partial(workspace.attach, record, "attachments", [NewFile(good.name, "jpeg", content)]))
    files = all_attached(camera.tasks.do(partial(workspace.view, record)).values["attachments"])
    viewer = Viewer(window, window.desk, files, 0)
    viewer.show()
    camera.take("picture", viewer)
    viewer.hide()
    viewer.deleteLater()
    camera.tasks.do(partial(workspace.delete, record))


def during(camera: Camera, name: str, ask: Callable[[], object]) -> None:
    """Look at a dialog that waits for an answer, and give none."""

    def look() -> None:
        dialog: QWidget | None = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        camera.take(name, dialog)
        dialog.reject()

    QTimer.singleShot(0, look)
    ask()
