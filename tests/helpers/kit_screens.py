"""Pictures of the page about the program, of preparing a stick, and of a first start from one; with long names and much
of everything. ``tests.helpers.screenshots`` takes them with all the others."""

import functools
from pathlib import Path

import pytest

from app.crypto import passphrase
from app.errors import AccessError
from app.ids import SpaceId
from app.spaces import ticket_file
from app.text import Texts
from app.ui.about.page import AboutPage
from app.ui.kit.page import KitPage
from app.ui.kit.work import Written
from app.ui.main_window import MainWindow
from app.ui.start.gate import Gate
from app.ui.start.greeting import CAME_BY_STICK, greet
from app.workspace import kits, signing_in
from app.workspace.about import About, Part
from app.workspace.from_stick import OpenedTicket
from app.workspace.installers import Installer
from app.workspace.invitations import Invitations
from app.workspace.kits import PreparedTicket, StickSizes
from app.workspace.people import TicketInfo
from app.workspace.signing_in import People
from app.workspace.views import MemberView, SpaceView, StickPlace
from tests.helpers.camera import Camera

_PEOPLE = ("张桂芳", "阿依努尔·买买提艾力江·阿不都热合曼", "Margaret Featherstonehaugh-Cholmondeley")
#: What the stick is called on these screens; the folder that stands for it has another name in each run.
_STICK = "教研组的盘"
_ENDS = 1_790_000_000
_INSTALLERS = (
    ("tongxing-0.1.0-setup.exe", 25_300_000),
    ("tongxing_0.1.0_amd64.deb", 31_200_000),
    ("tongxing-0.1.0.run", 31_400_000),
)
_ME = MemberView("aa", "王敏", "keeper", True)
_SPACES = [
    SpaceView(SpaceId(bytes(15) + bytes([at])), name, False, "keeper", (_ME,), "")
    for at, name in enumerate(
        (
            "桂芳和王敏",
            "向阳镇中心小学与市实验小学 2026—2027 学年三至六年级语文、科学跨校结对教研共同体（第二批）",
            "科学组",
        ),
        start=1,
    )
]

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


def cheap_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ticket files and PINs without the second that each takes on purpose."""
    monkeypatch.setattr(kits, "seal_tickets", functools.partial(ticket_file.seal_tickets, memory_kib=8, rounds=1))
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))


def take_about(camera: Camera, window: MainWindow) -> None:
    """As an installed program shows it."""
    window.turn_to("about")
    page = window.page("about")
    assert isinstance(page, AboutPage)
    camera.settle()
    page.show_about(About(_ROOT, _OFFER, tuple(Part(*one) for one in _NAMES)))
    camera.settle()
    page.data_at.setText("C:/Users/张老师/AppData/Local/Tongxing")
    page.list.setCurrentRow(9)
    camera.settle()
    page.licence.receive(_LICENCE)
    camera.take("about", window)
    page.read_offer.click()
    camera.settle()
    page.ensureWidgetVisible(page.offer)
    camera.take_once("about-offer", window)
    page.ensureWidgetVisible(page.licence)
    camera.take_once("about-parts", window)


def take_kit(camera: Camera, window: MainWindow, stick: Path) -> None:
    """Preparing a stick for three people, and the codes at the end; nothing is written."""
    window.turn_to("kit")
    page = window.page("kit")
    assert isinstance(page, KitPage)
    camera.settle()
    page.persons.offer(_SPACES, list(_PEOPLE))
    for name in _PEOPLE[1:]:
        page.persons.add_person().name.receive(name)
    page.persons.rows[0].name.receive(_PEOPLE[0])
    page.stick.show_places([StickPlace(str(stick), _STICK, True, 0, 0), StickPlace("E:/", "E:/", False, 0, 0)])
    camera.take("kit", window)
    page.stick.take(stick)
    page.installers.show_found(
        [Installer(Path("E:/TONGXING/install") / name, "windows", size) for name, size in _INSTALLERS]
    )
    camera.settle()
    page._show_sizes(page._measured, StickSizes(1_240_000, 87_900_000, 15_700_000_000))
    camera.settle()
    page.ensureWidgetVisible(page.write)
    page.stick.says.setText(window.desk.texts.say("kit.chosen", folder=f"E:/{_STICK}"))
    camera.take_once("kit-what", window)
    tickets = [
        PreparedTicket(name, name, code, f"tickets/{at}.txk", at, tuple(one.name for one in _SPACES[:at]), _ENDS)
        for at, (name, code) in enumerate(zip(_PEOPLE, ("KWRT-7MHX", "9QPD-2FGA", "C4TB-XV83"), strict=True), start=1)
    ]
    page.show_written(Written(tuple(tickets)))
    camera.take("kit-codes", window)
    page.codes.hide_them.click()


def take_from_stick(camera: Camera, texts: Texts, people: People, stick: Path) -> None:
    """A first start from a stick: nothing found, the code, a wrong one, the name, the PIN."""
    gate = Gate(people, camera.tasks, texts, [])
    gate.show()
    camera.settle()
    page = gate.from_a_stick()
    camera.settle(lambda: bool(page.looked.text()))
    camera.take_once("from-stick-none", gate)
    page.show_found(Invitations(stick, _STICK, 3, _PEOPLE))
    camera.take("from-stick-code", gate)
    page.code.setText("KWRT-7MHA")
    page.code_notice.explain(texts.explain(AccessError("kit.wrong_code")), "note")
    camera.take_once("from-stick-wrong", gate)
    told = tuple(TicketInfo(space.name, _PEOPLE[2], _ENDS, False) for space in _SPACES[:2])
    page.show_opened(OpenedTicket(1, _PEOPLE[0], told, ("", ""), False))
    camera.take_once("from-stick-name", gate)
    page.to_pin.click()
    page.notice.say(texts.say("kit.pulled"), texts.say("kit.pulled_next"))
    camera.take_once("from-stick-pin", gate)
    gate.close()


def take_welcome(camera: Camera, window: MainWindow) -> None:
    """The start page of somebody who came by a stick."""
    camera.tasks.do(lambda: greet(window.desk.workspace))
    window.turn_to("today")
    camera.settle()
    window.page("today").shown()  # type: ignore[attr-defined]  # every page has it
    camera.take_once("welcome", window)
    camera.tasks.do(lambda: window.desk.workspace.set_preference(CAME_BY_STICK, ""))
