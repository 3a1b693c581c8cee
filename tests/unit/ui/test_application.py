"""Who sits in front of the program, and which window she sees."""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.clock import SystemClock
from app.errors import StoreError
from app.paths import open_home
from app.protocol.messages import Hello, Item
from app.settings import Settings, read_settings
from app.sync.links.traffic import Went, untold
from app.text import Texts
from app.ui import application
from app.ui.application import Program, introduce
from app.ui.forms.page import FormPage
from app.ui.lock.idle import USUAL
from app.ui.main_window import MainWindow
from app.ui.start.gate import Gate
from app.ui.theme.colours import COLOURS, DARK, LIGHT
from app.ui.theme.scale import percent
from app.ui.widgets.text_boxes import LineBox, ProseBox
from app.workspace import updating
from app.workspace.signing_in import People
from app.workspace.views import VisitReport
from app.workspace.workspace import Workspace
from tests.helpers.link import LocalLink
from tests.helpers.themes import clear_away
from tests.helpers.windows import Stage, commit, compose
from tests.helpers.world import desk_of


@pytest.fixture
def program(stage: Stage, tmp_path: Path) -> Iterator[Program]:
    home = open_home(tmp_path / "home")
    clear_away()
    made = Program(People(home, SystemClock()), Settings(), home.settings, Texts("zh"))
    made.show_gate()
    yield made
    if made.window is not None:
        made.window.close()
    made.end()


def test_first_start_to_main_window_to_another_person(stage: Stage, program: Program) -> None:
    """The gate lets in; switching closes the file, so that it can be opened again."""
    gate = program.window
    assert isinstance(gate, Gate)
    workspace = program.tasks.do(lambda: program.people.create("李秀兰", "246810"))
    window = program.enter(workspace, "join")
    stage.settle(lambda: program.tasks.idle)
    there = window.rail.entry("people").isChecked()
    window.switch_person.emit("")
    again = program.window

    assert there
    assert isinstance(again, Gate)
    person = program.people.entries()[0].person
    program.tasks.do(lambda: program.people.sign_in(person, "246810")).close()


def test_a_new_version_that_would_not_open_is_told_in_the_window(
    stage: Stage, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the words of her language, once the window has been seen; usually there is nothing to tell."""
    told: list[str] = []
    monkeypatch.setattr(application, "tell", lambda _window, _texts, sentence: told.append(sentence.whole()))

    program.seen()
    stage.settle(lambda: program.tasks.idle)
    monkeypatch.setattr(updating, "seen", lambda: "1.1.0")
    program.seen()
    stage.settle(lambda: program.tasks.idle)

    assert len(told) == 1
    assert told[0].startswith("新版本 1.1.0 在这台电脑上没能打开")


def test_the_language_is_changed_at_the_gate_and_inside(stage: Stage, program: Program) -> None:
    """And remembered for everybody on this computer."""
    gate = program.window
    assert isinstance(gate, Gate)
    gate.language_chosen.emit("en")
    assert program.texts.language == "en"
    window = program.enter(program.tasks.do(lambda: program.people.create("Li", "246810")))
    window.switch_language.emit()

    assert isinstance(program.window, MainWindow)
    assert program.window is not window
    assert read_settings(program.settings_path).language == program.texts.language == "zh"
    stage.settle(lambda: program.tasks.idle)


@pytest.mark.parametrize("locked", [False, True])
def test_nobody_takes_over_what_the_file_would_not_take(
    stage: Stage, program: Program, monkeypatch: pytest.MonkeyPatch, locked: bool
) -> None:
    """With a full disk nothing happened after the click, and nothing was said."""
    window, page = at_work(stage, program)

    def full(*_rest: object) -> object:
        raise StoreError("store.full")

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "edit", full)
        commit(prose(page), "今天")
        if locked:
            program.lock()
            assert program.lock_screen is not None
            program.lock_screen.other.click()
            told = program.lock_screen.entry.notice.text
        else:
            window.switch_person.emit("")
            window.switch_language.emit()
            told = window.notice.text
        stayed = program.window
    stage.settle(lambda: program.tasks.idle and not page.unsaved)
    program.unlock()

    assert stayed is window
    assert stage.texts.say("lock.unsaved" if locked else "ui.unsaved_title") in told


def test_another_language_takes_what_is_composed(stage: Stage, program: Program) -> None:
    """The page is built anew: what an input method showed in the old one was gone."""
    window, page = at_work(stage, program)
    box = prose(page)
    box.setFocus()
    compose(box, "教学")
    record = page.record
    window.switch_language.emit()
    stage.settle(lambda: program.tasks.idle)

    assert isinstance(program.window, MainWindow)
    workspace = program.window.desk.workspace
    assert "教学" in str(program.tasks.do(lambda: workspace.view(record)).values)


def test_theme_and_size_change_while_somebody_is_typing(stage: Stage, program: Program) -> None:
    """And are remembered for everybody on this computer; what she composes in an input method stays composed."""
    window, page = at_work(stage, program)
    box = prose(page)
    box.setFocus()
    commit(box, "今天")
    compose(box, "tian")
    program.choose(Settings(theme="dark", size="125"))
    dark, size = COLOURS.paper, percent()
    composing, text = box.composing, box.toPlainText()
    compose(box, "")
    program.choose(Settings())
    stage.settle(lambda: program.tasks.idle)

    assert (dark, size) == (DARK.paper, 125)
    assert (composing, text) == (True, "今天")
    assert program.window is window
    assert window.stack.currentWidget() is page
    assert COLOURS.paper == LIGHT.paper
    assert read_settings(program.settings_path) == Settings()


def test_another_language_leads_back_to_the_settings(stage: Stage, program: Program) -> None:
    """The window is made anew in it; the theme that was chosen stays."""
    window, _page = at_work(stage, program)
    program.choose(Settings(theme="dark"))
    program.choose(Settings(theme="dark", language="en"))
    stage.settle(lambda: program.tasks.idle)
    again = program.window
    program.choose(Settings())

    assert isinstance(again, MainWindow)
    assert again is not window
    assert again._at == "settings"
    assert again.desk.texts.language == "en"


def test_the_theme_follows_the_system_on_request(
    stage: Stage, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only then; the system's own scheme is asked of Qt."""
    seen: list[str] = []

    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:  # Qt's name
            return Qt.ColorScheme.Dark

    monkeypatch.setattr(QGuiApplication, "styleHints", Hints)
    for theme in ("light", "system"):
        program.choose(Settings(theme=theme))
        program._system_changed()
        seen.append(COLOURS.paper)
    program.choose(Settings())

    assert seen == [LIGHT.paper, DARK.paper]


def test_our_mistake_is_said_in_the_window_which_stays(stage: Stage, program: Program) -> None:
    """No traceback, ever."""
    window = program.enter(program.tasks.do(lambda: program.people.create("李秀兰", "246810")))
    program.net.caught(ZeroDivisionError, ZeroDivisionError("secret"), None)
    stage.settle(lambda: program.tasks.idle)

    assert program.texts.say("bug.what") in window.notice.text
    assert window.isVisible()


def test_a_window_is_no_larger_than_its_screen(stage: Stage, program: Program) -> None:
    """At 125 % a small laptop has room for 1093 x 614; what hangs over the edge cannot be reached."""
    window = program.enter(program.tasks.do(lambda: program.people.create("李秀兰", "246810")))
    stage.settle(lambda: program.tasks.idle)
    room = window.screen().availableGeometry()

    assert window.width() <= max(room.width(), window.minimumWidth())
    assert window.height() <= max(room.height(), window.minimumHeight())


def at_work(stage: Stage, program: Program) -> tuple[MainWindow, FormPage]:
    """Somebody signed in, with a plan open."""
    window = program.enter(program.tasks.do(lambda: program.people.create("李秀兰", "246810")), "write")
    stage.settle(lambda: program.tasks.idle and window._at.startswith("record:"))
    page = window.stack.currentWidget()
    assert isinstance(page, FormPage)
    stage.settle(lambda: bool(page.findChildren(ProseBox)))
    return window, page


def prose(page: FormPage) -> ProseBox:
    """The first prose field of the form."""
    found: list[ProseBox] = list(page.findChildren(ProseBox))
    return found[0]


def unlocked(stage: Stage, program: Program) -> None:
    """Type the PIN on the locked screen."""
    screen = program.lock_screen
    assert screen is not None
    screen.entry.pin.setText("246810")
    screen.entry.pin.returnPressed.emit()
    stage.settle(lambda: program.lock_screen is None and program.tasks.idle)


def test_a_lock_saves_covers_and_comes_back_to_the_same_place(stage: Stage, program: Program) -> None:
    """By Ctrl+L: what was typed a moment ago is in the file, nothing is to be seen, and the caret is where it was."""
    window, page = at_work(stage, program)
    box = prose(page)
    box.setFocus()
    QTest.keyClicks(box, "typed just now")
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    stage.settle(lambda: program.lock_screen is not None and program.tasks.idle)
    at, hidden, unsaved = window._at, not window.isVisible(), page.unsaved
    unlocked(stage, program)

    assert hidden
    assert not unsaved
    assert window.isVisible()
    assert window._at == at
    assert window.focusWidget() is box
    assert box.text == "typed just now"


@pytest.mark.parametrize("kind", [ProseBox, LineBox])
def test_a_lock_loses_nothing_that_an_input_method_composes(
    stage: Stage, program: Program, kind: type[ProseBox | LineBox]
) -> None:
    """What stands underlined is taken as it stands, and saved."""
    _, page = at_work(stage, program)
    found: list[ProseBox | LineBox] = list(page.findChildren(kind))
    box = next(box for box in found if box.isVisible() and not box.isReadOnly())
    box.setFocus()
    QApplication.sendEvent(box, QInputMethodEvent("ni hao", []))
    composing = box.composing
    program.lock()
    stage.settle(lambda: program.tasks.idle)
    text = box.text if isinstance(box, ProseBox) else box.text()
    unlocked(stage, program)

    assert composing
    assert not box.composing
    assert text == "ni hao"
    assert not page.unsaved


def test_nobody_there_locks_by_itself(stage: Stage, program: Program) -> None:
    """After the person's own time; and once behind the lock nothing counts any more."""
    window, _ = at_work(stage, program)
    usual = program.idle.minutes
    workspace = window.desk.workspace
    program.tasks.do(lambda: workspace.set_preference("lock_after", "5"))
    program.lock()
    unlocked(stage, program)
    chosen = program.idle.minutes
    program.idle._last -= 5 * 60
    program.idle.look()

    assert (usual, chosen) == (USUAL, 5)
    assert program.lock_screen is not None
    assert program.idle.minutes == 0
    unlocked(stage, program)


def test_dialogs_go_out_of_sight_too_and_come_back(stage: Stage, program: Program) -> None:
    window, _ = at_work(stage, program)
    window.open_people()
    stage.settle(lambda: program.tasks.idle)
    page = window.page("people")
    dialog = page.open_join()  # type: ignore[attr-defined]  # the people page has it
    program.lock()
    seen = [other for other in QApplication.topLevelWidgets() if other.isVisible() and other is not program.lock_screen]
    unlocked(stage, program)

    assert seen == []
    assert dialog.isVisible()
    dialog.reject()


def test_two_clicks_change_the_person(stage: Stage, program: Program) -> None:
    """Her own name in the rail, the other one's in the menu: there is the PIN of that one, ready to be typed."""
    other = program.tasks.do(lambda: program.people.create("王敏", "135790"))
    other_id = other.me.person
    program.tasks.do(other.close)
    window, page = at_work(stage, program)
    QTest.keyClicks(prose(page), "half a word")
    clicks = 0

    window.rail.me.click()
    clicks += 1
    entry = next(action for action in window.rail.menu.actions() if action.text() == "王敏")
    QTest.mouseClick(window.rail.menu, Qt.MouseButton.LeftButton, pos=window.rail.menu.actionGeometry(entry).center())
    clicks += 1
    stage.settle(lambda: isinstance(program.window, Gate))
    gate = program.window
    assert isinstance(gate, Gate)

    assert clicks == 2
    assert gate.sign_in.names.currentItem().text() == "王敏"
    assert gate.focusWidget() is gate.sign_in.pin
    gate.sign_in.pin.setText("135790")
    gate.sign_in.pin.returnPressed.emit()
    stage.settle(lambda: isinstance(program.window, MainWindow) and program.tasks.idle)
    assert isinstance(program.window, MainWindow)
    assert program.window.desk.workspace.me.person == other_id


def test_somebody_else_takes_over_a_locked_screen(stage: Stage, program: Program) -> None:
    """Her file is closed, saved; two clicks from the lock to the other's PIN as well."""
    window, page = at_work(stage, program)
    person = window.desk.workspace.me.person
    QTest.keyClicks(prose(page), "mine")
    program.lock()
    screen = program.lock_screen
    assert screen is not None
    screen.other.click()
    stage.settle(lambda: isinstance(program.window, Gate))

    assert program.lock_screen is None
    again = program.tasks.do(lambda: program.people.sign_in(person, "246810"))
    (row,) = program.tasks.do(again.list_records)
    assert "mine" in list(program.tasks.do(lambda: again.view(row.record)).values.values())
    program.tasks.do(again.close)


def test_a_window_closed_behind_the_lock_signs_her_out(stage: Stage, program: Program) -> None:
    window, _ = at_work(stage, program)
    person = window.desk.workspace.me.person
    program.lock()
    screen = program.lock_screen
    assert screen is not None
    screen.close()
    stage.settle(lambda: program.lock_screen is None)

    program.tasks.do(lambda: program.people.sign_in(person, "246810")).close()


class HeldLink(LocalLink):
    """A way to the relay on which nothing moves until the test lets it."""

    held = threading.Event()

    def exchange(self, hello: Hello, uploads: Iterable[Item], went: Went = untold) -> Iterator[Item]:
        assert self.held.wait(30)
        yield from super().exchange(hello, uploads, went)


def visiting(stage: Stage, program: Program) -> MainWindow:
    """Somebody of a space whose visit is under way and stands still."""
    world = stage.world
    world.space = stage.teacher.spaces()[1].space
    workspace = program.tasks.do(lambda: program.people.create("赵老师", "246810"))
    workspace._open_link = world.open_link
    program.tasks.do(lambda: world.bring(stage.mentor, workspace))
    HeldLink.held.clear()
    workspace._open_link = lambda _relay: HeldLink(world.service, world.weather)
    window = program.enter(workspace)
    stage.settle(lambda: program.tasks.idle)
    window.sync_now()
    assert window.visits.running
    return window


def test_a_visit_goes_on_behind_the_lock(stage: Stage, program: Program) -> None:
    """The link is worth more than a tidy end; nothing of it shows."""
    window = visiting(stage, program)
    reports: list[VisitReport] = []
    window.visits.ended.connect(reports.append)
    program.lock()
    under_way = window.visits.running
    HeldLink.held.set()
    stage.settle(lambda: not window.visits.running and program.tasks.idle)
    unlocked(stage, program)

    assert under_way
    assert [report.trouble for report in reports] == [()]
    assert window.isVisible()


def test_changing_the_person_stops_a_visit_and_leaves_the_file_whole(
    stage: Stage, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that hangs on a dead link: it comes to its end later, and touches nothing then."""
    monkeypatch.setattr(application, "_STOP_MS", 50)
    window = visiting(stage, program)
    person = window.desk.workspace.me.person
    window.switch_person.emit("")
    HeldLink.held.set()
    stage.settle(lambda: isinstance(program.window, Gate) and program.tasks.idle)

    again = program.tasks.do(lambda: program.people.sign_in(person, "246810"))
    assert program.tasks.do(lambda: desk_of(again).store.intact())
    assert len(program.tasks.do(again.spaces)) == 2
    program.tasks.do(again.close)
    gate = program.window
    assert isinstance(gate, Gate)
    assert gate.sign_in.notice.text == ""


def test_the_desktop_knows_whose_windows_these_are(qapp: QApplication) -> None:
    """Else a packed program stands in the task bar as boot.py, with no icon."""
    before = qapp.applicationName(), qapp.desktopFileName(), qapp.windowIcon()
    introduce(qapp)
    name, entry, icon = qapp.applicationName(), qapp.desktopFileName(), qapp.windowIcon()
    qapp.setApplicationName(before[0])
    qapp.setDesktopFileName(before[1])
    qapp.setWindowIcon(before[2])
    menu = (Path(__file__).parents[3] / "packaging" / "linux" / "tongxing.desktop").read_text("utf-8")

    assert f"StartupWMClass={name}\n" in menu
    assert entry == "cn.tongxing.app"
    assert not icon.isNull()
