"""Pictures of the dialog that shows what would become of a file."""

from functools import partial
from pathlib import Path

from app.ui.importing.dialog import ImportDialog
from app.ui.lists.page import ListPage
from app.ui.main_window import MainWindow
from tests.helpers.camera import Camera
from tests.helpers.word import paragraph, table, word_file

_PLAN = word_file(
    paragraph("柳河镇中心小学教案（二〇二六年秋季学期）", '<w:outlineLvl w:val="0"/>')
    + table(
        ("课题", "认识秋天的叶子", "学科", "科学"),
        ("教学目标", "1. 能说出三种以上校园里的落叶。\n2. 愿意把自己的发现讲给同伴听。", "", ""),
        ("教学过程", "教学环节", "教师活动", "学生活动"),
        ("", "导入（5分钟）", "出示落叶，请同学们猜一猜是哪棵树的。", "观察，说理由。"),
        ("", "探究（20分钟）", "两人一组，把六片叶子摆在桌上，说一说它们哪里一样、哪里不一样。", "比较，分类。"),
    )
    + "<w:p><w:r><w:drawing/></w:r></w:p>"
    + paragraph("下雨时改在走廊里上，用去年压好的标本。")
)
_LOCKED = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")


def take_importing(camera: Camera, window: MainWindow, folder: Path) -> None:
    """A plan in Word, and one that is locked by a password."""
    window.open_list("lesson_plan")
    camera.settle()
    page = window.page("list:lesson_plan")
    assert isinstance(page, ListPage)
    for name, data in (
        ("import", _PLAN),
        ("import-locked", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
    ):
        path = folder / "李老师给的教案.docx"
        path.write_bytes(data)
        page.import_file(path)
        dialogs: list[ImportDialog] = [*page.findChildren(ImportDialog)]
        dialog = dialogs[-1]
        camera.settle(partial(_read, dialog))
        camera.take(name, dialog)
        dialog.reject()


def _read(dialog: ImportDialog) -> bool:
    return dialog.take.isEnabled() or bool(dialog.trouble.text)
