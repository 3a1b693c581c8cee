"""The pictures of the guide on a stick: ``python -m tests.helpers.guide_pictures`` writes resources/guide anew.

Steps inside the program are taken from its own windows; the stick's folder and the question of Windows are drawn, as a
likeness of what will be seen and no more. Few colours, so that all of them together stay below 150 KB.
"""

import tempfile
import time
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.clock import SystemClock
from app.paths import open_home
from app.resources import LANGUAGES
from app.text import Texts
from app.ui.main_window import MainWindow
from app.ui.start.gate import Gate
from app.ui.start.greeting import greet
from app.ui.tasks import Tasks
from app.ui.today.welcome import WelcomeCard
from app.workspace.from_stick import OpenedTicket
from app.workspace.installers import AT_TOP
from app.workspace.invitations import Invitations
from app.workspace.people import TicketInfo
from app.workspace.signing_in import People
from tests.helpers.camera import Camera
from tests.helpers.source import ROOT
from tests.helpers.themes import themed_application
from tests.helpers.windows import parts
from tests.helpers.world import World

_SIZE = (640, 300)
#: Of the first window what is beside the brand.
_STEP = QRect(288, 52, 560, 262)
_COLOURS = 48
_INK, _QUIET, _PAPER, _LINE = QColor("#1F2A26"), QColor("#5B6963"), QColor("#FFFFFF"), QColor("#C9D1CC")
_BLUE, _GREEN, _RED, _YELLOW = QColor("#0B5CAD"), QColor("#1F6B52"), QColor("#C0392B"), QColor("#F0C24B")
_SHOWN = {
    "zh": (("此电脑 › U盘 (E:)", "同行使用说明.pdf", "TONGXING"),
           ("Windows 已保护你的电脑", "更多信息", "仍要运行")),
    "en": (("This PC › USB (E:)", "Tongxing guide.pdf", "TONGXING"),
           ("Windows protected your PC", "More info", "Run anyway")),
}  # fmt: skip
_WHO = {"zh": ("张桂芳", "王敏", "秀兰和王敏"), "en": ("Zhang Guifang", "Wang Min", "Hill school science")}


class _Drawing:
    """A small sheet to draw on, with the few things that these pictures are made of."""

    def __init__(self, background: QColor = _PAPER) -> None:
        self.image = QImage(*_SIZE, QImage.Format.Format_RGB32)
        self.image.fill(background)
        self.painter = QPainter(self.image)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def words(
        self, text: str, left: int, top: int, size: int = 24, colour: QColor = _INK, *, bold: bool = False
    ) -> None:
        font = QFont(QApplication.font())
        font.setPixelSize(size)
        font.setBold(bold)
        self.painter.setFont(font)
        self.painter.setPen(colour)
        self.painter.drawText(QRect(left, top, _SIZE[0] - left, size * 2), Qt.AlignmentFlag.AlignVCenter, text)

    def box(self, left: int, top: int, width: int, height: int, fill: QColor, edge: QColor | None = None) -> None:
        self.painter.setBrush(fill)
        self.painter.setPen(QPen(edge or fill, 3))
        self.painter.drawRoundedRect(QRectF(left, top, width, height), 8, 8)

    def ring(self, left: int, top: int, width: int, height: int) -> None:
        """What is to be clicked."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(_RED, 5))
        self.painter.drawRoundedRect(QRectF(left, top, width, height), 12, 12)

    def window(self, title: str) -> None:
        self.box(8, 8, _SIZE[0] - 16, _SIZE[1] - 16, _PAPER, _LINE)
        self.words(title, 30, 14, 24, _QUIET)
        self.painter.setPen(QPen(_LINE, 3))
        self.painter.drawLine(QPointF(8, 66), QPointF(_SIZE[0] - 8, 66))

    def file(self, row: int, name: str, colour: QColor, letters: str) -> None:
        top = 82 + row * 70
        self.box(40, top, 46, 54, colour)
        self.words(letters, 44, top + 10, 16, _PAPER, bold=True)
        self.words(name, 112, top + 1, 26)

    def program(self, row: int, name: str) -> None:
        """A file with the program's own icon."""
        top = 82 + row * 70
        QSvgRenderer(str(ROOT / "resources" / "icons" / "tongxing.svg")).render(self.painter, QRectF(36, top, 54, 54))
        self.words(name, 112, top + 1, 26)

    def done(self) -> QImage:
        self.painter.end()
        return self.image


def plug(language: str) -> QImage:
    """What is seen on the stick."""
    title, guide, folder = _SHOWN[language][0]
    drawing = _Drawing()
    drawing.window(title)
    drawing.program(0, AT_TOP)
    drawing.file(1, guide, _RED, "PDF")
    drawing.file(2, folder, _YELLOW, "")
    drawing.ring(22, 72, 500, 72)
    return drawing.done()


def install(language: str) -> QImage:
    """The installer's first window as it was seen under wine, and what is clicked in it: left of the last button."""
    drawing = _Drawing(_LINE)
    seen = QImage(str(ROOT / "docs" / "pictures" / f"installer-{language}.png"))
    drawing.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    drawing.painter.drawImage(QRectF(97, 0, 446, _SIZE[1]), seen)
    drawing.ring(378, 258, 84, 38)
    return drawing.done()


def allow(language: str) -> QImage:
    """What Windows may ask."""
    title, more, run = _SHOWN[language][1]
    drawing = _Drawing(_BLUE)
    drawing.words(title, 36, 26, 34, _PAPER)
    drawing.words(more, 36, 120, 26, _PAPER)
    drawing.ring(22, 122, 170, 50)
    drawing.box(400, 212, 200, 56, _BLUE, _PAPER)
    drawing.words(run, 432, 214, 26, _PAPER)
    drawing.ring(388, 202, 224, 76)
    return drawing.done()


def first_start(camera: Camera, language: str, folder: Path) -> dict[str, QImage]:
    """The code, and the name on the ticket."""
    people = People(open_home(folder), SystemClock())
    gate = Gate(people, camera.tasks, Texts(language), [])
    gate.show()
    camera.settle()
    name, inviter, space = _WHO[language]
    page = gate.from_a_stick()
    page.show_found(Invitations(folder, "KINGSTON", 1, (name,)))
    page.code.setText("KWRT 7MHX")
    camera.settle()
    code = gate.grab().toImage()
    told = TicketInfo(space, inviter, int(time.time()) + 86_400, False)
    page.show_opened(OpenedTicket(1, name, (told,), ("",), False))
    camera.settle()
    taken = {"code": code, "name": gate.grab().toImage()}
    gate.close()
    return taken


def writing(camera: Camera, language: str, folder: Path) -> QImage:
    """The card of the start page from which her first plan is one click away."""
    world = World(folder)
    teacher, _mentor = world.pair()
    greet(teacher)
    window = MainWindow(teacher, camera.tasks, Texts(language), world.clock.now)
    window.care.stop()
    window.resize(1092, 572)
    window.show()
    camera.settle()
    (card,) = parts(window, WelcomeCard)
    taken = card.grab().toImage()
    window.close()
    world.close()
    return taken


def keep(image: QImage, path: Path, width: int = _SIZE[0]) -> None:
    """In its commonest colours, at a size that paper can show."""
    small = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    plain = small.convertToFormat(QImage.Format.Format_RGB32)
    common = Counter(memoryview(plain.constBits()).cast("I")).most_common(_COLOURS)
    few = [colour for colour, _count in common]
    plain.convertToFormat(QImage.Format.Format_Indexed8, few, Qt.ImageConversionFlag.AvoidDither).save(
        str(path), quality=0
    )


def _raise(error: BaseException) -> None:
    raise error


def main() -> None:
    """Every picture in every language."""
    application = themed_application()
    for language in LANGUAGES:
        folder = ROOT / "resources" / "guide" / language
        folder.mkdir(parents=True, exist_ok=True)
        for draw in (plug, install, allow):
            keep(draw(language), folder / f"{draw.__name__}.png")
        with tempfile.TemporaryDirectory() as home:
            camera = Camera(application, Tasks(_raise), Path(home), language)
            (Path(home) / "world").mkdir()
            for name, image in first_start(camera, language, Path(home) / "home").items():
                keep(image.copy(_STEP), folder / f"{name}.png")
            keep(writing(camera, language, Path(home) / "world"), folder / "write.png")
            camera.tasks.close()


if __name__ == "__main__":
    main()
