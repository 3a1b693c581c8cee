"""Pictures of the page about the program, of preparing a stick, and of a first start from one; with long names and much
of everything. ``tests.helpers.screenshots`` takes them with all the others."""

from pathlib import Path

from app.ui.about.page import AboutPage
from app.ui.main_window import MainWindow
from app.workspace.about import About, Part
from tests.helpers.camera import Camera

_ROOT = Path("C:/Users/张老师/AppData/Local/Programs/Tongxing")
_NAMES = (
    ("certifi", "2026.9.1", "MPL-2.0"),
    ("CPython", "3.13.5", "PSF-2.0"),
    ("cryptography", "50.0.2", "Apache-2.0 OR BSD-3-Clause"),
    ("ICU", "73.2", "Unicode-3.0"),
    ("loro", "1.17.1", "MIT"),
    ("lxml", "6.1.3", "BSD-3-Clause"),
    ("msgspec", "0.22.0", "BSD-3-Clause"),
    ("Noto Serif CJK", "2.003", "OFL-1.1"),
    ("OpenSSL", "3.5.7", "Apache-2.0"),
    ("PySide6_Essentials", "6.8.3", "LGPL-3.0-only"),
    ("Qt", "6.8.3", "LGPL-3.0-only"),
    ("SQLCipher", "4.9.0", "BSD-3-Clause"),
    ("sqlite-utils", "4.2.1", "Apache-2.0"),
)
_OFFER = """同行 0.1.0 的许可说明

本程序使用 Qt 6.8.3 与 PySide6 6.8.3，许可为 LGPL-3.0-only。许可证全文在同一文件夹里。

您可以在三年内向我们索取它们的源代码，我们只收拷贝的成本。"""
_LICENCE = """GNU LESSER GENERAL PUBLIC LICENSE
Version 3, 29 June 2007

Everyone is permitted to copy and distribute verbatim copies of this license document,
but changing it is not allowed."""


def take_about(camera: Camera, window: MainWindow) -> None:
    """As an installed program shows it."""
    window.turn_to("about")
    page = window.page("about")
    assert isinstance(page, AboutPage)
    camera.settle()
    page.show_about(About(_ROOT, _OFFER, tuple(Part(*one) for one in _NAMES)))
    camera.settle()
    page.list.setCurrentRow(9)
    camera.settle()
    page.text.receive(_LICENCE)
    camera.take("about", window)
    page.read_offer.click()
    camera.settle()
    page.ensureWidgetVisible(page.offer)
    camera.take_once("about-offer", window)
    page.ensureWidgetVisible(page.text)
    camera.take_once("about-parts", window)
