"""Pictures of what keeps a person's work: people page, safekeeping, ways back, lock, notices; with long names and much
of everything, since that is where a screen is cut off. ``tests.helpers.screenshots`` takes them with all the others."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from app.clock import Clock
from app.crypto import passphrase
from app.errors import Known
from app.ids import SpaceId
from app.paths import open_home
from app.text import Sentence, Texts
from app.ui.desk import Protection
from app.ui.lock.screen import LockScreen
from app.ui.main_window import MainWindow
from app.ui.people.card import Shown
from app.ui.people.page import PeoplePage
from app.ui.rail import Rail
from app.ui.safekeeping.card_dialog import CardDialog, RehearsalDialog
from app.ui.safekeeping.copies import CopiesSection
from app.ui.safekeeping.devices import DevicesSection
from app.ui.safekeeping.help_dialog import HelpDialog
from app.ui.safekeeping.page import SafekeepingPage
from app.ui.safekeeping.pin_dialog import BindDialog, ChangePinDialog
from app.ui.safekeeping.recovery import RecoverySection
from app.ui.start.copy_pin import CopyPinDialog
from app.ui.start.gate import Gate
from app.workspace import coming_back, signing_in
from app.workspace.circle import CircleView, ColleagueView, HelpView
from app.workspace.safekeeping import CopyInfo, OwnDevice, Repair, Safekeeping, TestResult
from app.workspace.signing_in import People
from app.workspace.views import (
    AsideItem,
    CarryReport,
    Changes,
    LeftSpace,
    MemberView,
    OpenTicket,
    PersonEntry,
    SpaceView,
    StickPlace,
    SyncLine,
    VisitReport,
)
from tests.helpers.camera import Camera

PIN = "246810"
_LONG = "阿依努尔·买买提艾力江·阿不都热合曼"
_NAMES = ("李秀兰", "王敏", _LONG, "张桂芳", "陈建国", "欧阳慧敏", "Margaret Featherstonehaugh-Cholmondeley", "马兰花")
_ROLES = ("writer", "keeper", "writer", "commenter", "writer", "reader", "keeper", "writer")
_TITLE = "向阳镇中心小学与市实验小学 2026—2027 学年三至六年级语文、科学跨校结对教研共同体（第二批）"
_SPACE, _LEFT = SpaceId(bytes(16)), SpaceId(bytes(15) + b"1")
_DAY = 86_400


@contextmanager
def cheap_pins() -> Iterator[None]:
    """A PIN's lock without the second that it takes on purpose."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))
        yield


#: Names that some of them had before, by place.
_BEFORE = {1: _LONG, 3: "小王老师"}


def _devices(place: int) -> tuple[str, ...]:
    """One laptop each, and a second one for some."""
    return tuple(f"{place:x}{laptop:x}c4f09b73e1a2d5" for laptop in range(1 + place % 2))


def crowd(now: int, keeper: bool = True) -> Shown:
    """A space with eight members and many tickets, one that she is leaving, one that she was taken out of."""
    role = "keeper" if keeper else "writer"
    members = tuple(
        MemberView(
            f"{place:02x}",
            name,
            role if place == 0 else _ROLES[place],
            place == 0,
            _BEFORE.get(place, ""),
            _devices(place),
        )
        for place, name in enumerate(_NAMES)
    )
    url = "https://relay.shiyan-xiaoxue.jiaoyu.example.org:8443"
    big = SpaceView(_SPACE, _TITLE, False, role, members, url)
    leaving = SpaceView(SpaceId(bytes(15) + b"2"), "秀兰和王敏", False, "writer", members[:2], url, leaving=True)
    tickets = [
        OpenTicket(f"{place:02x}", of, now + days * _DAY, by, by == _NAMES[0])
        for place, (of, days, by) in enumerate(
            (("writer", 14, _NAMES[0]), ("commenter", 3, _LONG), ("reader", 30, _NAMES[6]), ("keeper", 1, "王敏"))
        )
    ]
    aside = [
        AsideItem(_SPACE, _TITLE, _LONG, 3, "envelope.missing", now - 4 * _DAY),
        AsideItem(_SPACE, _TITLE, "", 1, "envelope.stranger", now - _DAY),
        AsideItem(_SPACE, _TITLE, "陈建国", 2, "access.no_key", now - _DAY),
        AsideItem(_SPACE, _TITLE, "张桂芳", 1, "record.delta_damaged", now - 20 * _DAY),
    ]
    left = [LeftSpace(_LEFT, _TITLE, False, 12), LeftSpace(SpaceId(bytes(15) + b"3"), "科学组", True, 0)]
    return Shown([big, leaving], left, aside, {_SPACE: tickets} if keeper else {})


def take_people(camera: Camera, window: MainWindow) -> None:
    """The people page with much on it, and what its buttons open."""
    window.open_people()
    camera.settle()
    page = window.page("people")
    assert isinstance(page, PeoplePage)
    shown = crowd(window.desk.now())
    page._show(shown)
    camera.take("people-many", window)
    _to_end(page)
    camera.take("people-many-end", window)
    page._show(crowd(window.desk.now(), keeper=False))
    page.verticalScrollBar().setValue(0)
    camera.take("people-writer", window)
    space = shown.spaces[0]
    member = page.open_member(space, space.members[2])
    camera.take("member", member)
    sure = member.open_sure()
    camera.take("member-remove", sure)
    sure.reject()
    strike = member.open_strike(space.members[2].devices[0])
    camera.take("strike-member", strike)
    strike.reject()
    member.reject()
    for name, dialog in (
        ("ticket-withdraw", page.open_withdraw(space, shown.tickets[_SPACE][0])),
        ("leave", page.open_leave(space)),
        ("rename-space", page.open_rename(space)),
        ("rename-me", page.open_rename_me()),
    ):
        camera.take(name, dialog)
        dialog.reject()


def take_safekeeping(camera: Camera, window: MainWindow, people: People) -> None:
    """The safekeeping page as it is new, and with everything on it; its dialogs."""
    window.turn_to("safekeeping")
    camera.take("safekeeping-new", window)
    page = window.page("safekeeping")
    assert isinstance(page, SafekeepingPage)
    copies, recovery, devices = page.sections
    assert isinstance(copies, CopiesSection)
    assert isinstance(recovery, RecoverySection)
    assert isinstance(devices, DevicesSection)
    state = kept(window.desk.now())
    copies._show(replace(state, repair=None))
    devices._show(state)
    recovery._show_circle(
        CircleView(
            tuple(
                ColleagueView(str(place), name, place < 3, place < 3, place < 2)
                for place, name in enumerate(_NAMES[1:])
            ),
            "waits",
        )
    )
    camera.take("safekeeping", window)
    copies._show(state)
    camera.take("safekeeping-mended", window)
    copies._over(copies._say("safekeeping.restored", grown=12, back=3, same=140))
    camera.settle()
    copies._show(state)
    devices._show(state)
    _to_end(page)
    camera.take("safekeeping-end", window)
    _dialogs_of_safekeeping(camera, window, people, recovery)


def _dialogs_of_safekeeping(camera: Camera, window: MainWindow, people: People, recovery: RecoverySection) -> None:
    desk = window.desk
    pin = CopyPinDialog(window, desk.texts)
    pin.open()
    camera.take("copy-pin", pin)
    pin.reject()
    protection = Protection(people, lambda _minutes: None)
    card = CardDialog(desk, protection, recovery)
    card.open()
    camera.take("card-pin", card)
    card._show(camera.tasks.do(lambda: desk.workspace.recovery_page(desk.texts.language)))
    camera.take("card", card)
    card.reject()
    rehearsal = RehearsalDialog(desk, (3, 11, 24), recovery)
    rehearsal.open()
    rehearsal._compared(False)
    camera.take("card-check", rehearsal)
    rehearsal.reject()
    helping = HelpDialog(desk, recovery)
    helping.open()
    camera.take("help", helping)
    helping._opened(HelpView(_LONG, "RQ1-", "123456", (("ab", _LONG), ("cd", "王敏"))))
    camera.take("help-telephone", helping)
    helping._answered("RA1-")
    camera.take("help-answer", helping)
    helping.reject()
    for name, dialog in (
        ("pin-change", ChangePinDialog(desk, protection, recovery)),
        ("bind", BindDialog(desk, protection, True, recovery)),
    ):
        dialog.open()
        camera.take(name, dialog)
        dialog.reject()


def kept(now: int) -> Safekeeping:
    """Copies of two months, one put on a stick that is away, a mended store, three computers."""
    days = tuple(CopyInfo(f"2026-11-{day:02d}", 5_400_000 + day * 1_000) for day in range(20, 9, -1))
    repair = Repair(now - _DAY, "2026-11-19", 4, 1, 7, "damaged-2026-11-20")
    return Safekeeping(
        days,
        "E:/李秀兰的U盘/备课资料（2026 年秋季学期）/同行备份",
        False,
        TestResult(12, now - 3 * _DAY, 1_284),
        now + 27 * _DAY,
        repair,
        (
            OwnDevice("a3f0", True),
            OwnDevice("7c21", False, device="7c21" * 4),
            OwnDevice("b9e4", False, now - 30 * _DAY, "restored"),
            OwnDevice("09d2", False, now - 60 * _DAY, "copied"),
            OwnDevice("5e17", False, now - 90 * _DAY, "repaired"),
            OwnDevice("c80d", False, struck=True),
        ),
    )


def take_notices(camera: Camera, window: MainWindow, texts: Texts) -> None:
    """What the window tells by itself, and the line at its foot."""
    window.turn_to("today")
    say = texts.say
    foot = window.foot
    foot._ended(VisitReport(3, 5, 4, 0, 14_000, 21_000, 2, 0, Changes(), (), became_new_device=True))
    camera.settle()
    camera.take("notice-new-device", window)
    window.tell(Sentence(*(say(f"safekeeping.damaged_{part}") for part in ("what", "safe", "next"))))
    camera.take("notice-damaged", window)
    window.tell(texts.explain(Known("membership.key_missing")))
    foot._after = ""
    now = window.desk.now()
    for name, line in (
        ("line-waiting", SyncLine(14, 48_000, 95, now - 3 * _DAY, 1, "", 9_000, 6)),
        ("line-trouble", SyncLine(14, 48_000, 95, now - 3 * _DAY, 1, "envelope.missing", 9_000, 6)),
        ("line-coming", SyncLine(0, 9_000, 12, now - 3 * _DAY, 1, "", 9_000, 0)),
    ):
        foot._show(line)
        camera.take(name, window)
    window.notice.clear()


def take_menu(camera: Camera, window: MainWindow) -> None:
    """The menu of whoever is signed in: lock, language, and the others of this laptop."""
    rail = Rail(window.desk.texts, window.desk.workspace.kinds, _LONG, [PersonEntry(name, name) for name in _NAMES])
    rail.menu.popup(rail.mapToGlobal(rail.rect().topLeft()))
    camera.take("menu", rail.menu)
    rail.menu.close()


def take_gate(camera: Camera, texts: Texts, people: People) -> None:
    """Many people of one laptop, and every way back."""
    for name in _NAMES[1:7]:
        camera.tasks.do(people.create(name, PIN).close)
    gate = Gate(people, camera.tasks, texts, people.entries())
    gate.show()
    gate.sign_in.pin.setText("1")
    gate.sign_in.enter.click()
    camera.take("sign-in-many", gate)
    post = gate.open_post()
    camera.take("post-none", post)
    here, there = StickPlace("E:/", "KINGSTON 16GB", True, 3, 9_000), StickPlace("F:/", "F:/", True, 1, 900)
    post.show_places([here, there])
    camera.take("post", post)
    post.show_outcome(CarryReport(3, 0, 14_000, 21_000))
    camera.take("post-done", post)
    post.reject()
    gate.sign_in.newcomer.emit()
    camera.take("newcomer", gate)
    back = gate.come_back()
    camera.take("back-card", gate)
    back.words.setPlainText("一 二 三")
    back.read.click()
    camera.take("back-card-wrong", gate)
    back._turn_to(back.asking)
    camera.take("back-ask", gate)
    back.asking.name.setText(_LONG)
    back.asking.new_pin.setText(PIN)
    back.asking.again.setText(PIN)
    back.asking.make.click()
    camera.settle()
    back.asking.asked.setText("123456")
    back.asking._show_number()
    back.asking.answer.setPlainText("RA1-ABCD")
    camera.take("back-wait", gate)
    back.asking.pin.setText(PIN)
    back.asking.take.click()
    camera.take("back-wait-wrong", gate)
    coming_back.stop_asking(people)
    back._turn_to(back._pin)
    camera.take("back-pin", gate)
    gate.close()


def take_lock(camera: Camera, texts: Texts, people: People, entry: PersonEntry) -> None:
    """The locked screen, after a wrong PIN too."""
    screen = LockScreen(people, entry.person, _LONG, camera.tasks, texts, lambda: False)
    screen.resize(1366, 740)
    screen.show()
    camera.take("lock", screen)
    screen.entry.pin.setText("1")
    screen.entry.enter.click()
    camera.take("lock-wrong", screen)
    screen.hide()


def _to_end(page: QWidget) -> None:
    assert isinstance(page, QScrollArea)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())


def people_in(folder: Path, clock: Clock, person: str) -> People:
    """A home in which one person has a card, with PIN; ``person`` is her id."""
    people = People(open_home(folder), clock)
    with cheap_pins():
        people.create(_NAMES[0], PIN).close()
    (own,) = people.home.people.iterdir()
    own.rename(people.home.person(person))
    return people
