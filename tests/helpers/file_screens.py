"""Pictures of the screens for pictures and files: the field in a form, what is asked before adding, the viewer."""

from pathlib import Path

from app.ui.forms.adding import AddFiles
from app.ui.forms.files import FilesInput
from app.ui.forms.page import FormPage
from app.ui.forms.shrinking import shrink
from app.ui.forms.viewer import Viewer
from app.ui.main_window import MainWindow
from app.workspace.attachments import NewFile
from app.workspace.workspace import Workspace
from tests.helpers.camera import Camera
from tests.helpers.photographs import photograph


def take_files(camera: Camera, window: MainWindow, teacher: Workspace, folder: Path) -> None:
    """A draft with two pictures and a document."""
    chalk = shrink("a", photograph(1_600, 1_200), "jpeg", 1_600, 200_000).content
    upright = shrink("a", photograph(1_200, 900, turned=6), "jpeg", 1_600, 200_000).content
    files = [
        NewFile("黑板上的竖式计算过程和三位同学的不同算法对比.jpg", "jpeg", chalk),
        NewFile("学生作业 2.jpg", "jpeg", upright),
        NewFile("教学设计附表.docx", "docx", bytes(34_567)),
    ]
    plan = camera.tasks.do(lambda: teacher.create("lesson_plan", {"topic": "两位数乘一位数"}))
    camera.tasks.do(lambda: teacher.attach(plan, "attachments", files))
    window.open_record(plan)
    camera.settle()
    pages: list[FormPage] = list(window.findChildren(FormPage))
    page = next(one for one in pages if one.record == plan)
    frame = page.form.frame("attachments") if page.form is not None else None
    assert frame is not None
    field = frame.input
    assert isinstance(field, FilesInput)
    page.scroll_to(field)
    camera.settle()
    camera.take("files", window)
    good, bad = folder / "IMG_20261120_0815.jpg", folder / "坏.jpg"
    good.write_bytes(photograph(1_600, 1_200))
    bad.write_bytes(b"<html>")
    assert frame.field is field.field
    adding = AddFiles(field, field.around.desk, frame.field, [good, bad], 5)  # type: ignore[arg-type]  # it is a File
    adding.show()
    camera.settle(adding.progress.isHidden)
    camera.take("files-adding", adding)
    adding.close()
    viewer = Viewer(field, field.around.desk, [file for file in field.shown_files() if file.is_picture], 0)
    viewer.show()
    camera.settle()
    camera.take("files-viewer", viewer)
    viewer.close()
