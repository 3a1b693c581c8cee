"""The running program: who is in front of it, which window she sees, and the net under everything."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard
from weakref import ref

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import TongxingError
from app.logs import note_failure
from app.resources import resource
from app.settings import Settings, write_settings
from app.text import Sentence, Texts
from app.ui.desk import LOCK_AFTER, Computer, Protection
from app.ui.lock.idle import CHOICES, USUAL, IdleWatch
from app.ui.lock.screen import LockScreen
from app.ui.messages import LastNet, tell
from app.ui.qt_words import speak
from app.ui.start.gate import Gate
from app.ui.tasks import Tasks
from app.ui.theme.colours import DARK, LIGHT, THEMES, Colours
from app.ui.theme.style import apply_theme
from app.workspace.signing_in import People

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.workspace.workspace import Workspace

#: The window's class and the menu's entry, as packaging/linux/tongxing.desktop and the .deb call them.
_NAME, _ENTRY = "tongxing", "cn.tongxing.app"
#: The theme that follows the operating system's own.
SYSTEM = "system"
#: The gate is on the screen and takes typing before anything else is read.
_WARM_UP_MS = 400
#: The collector's thresholds from then on: opening a record makes about 5,000 objects.
_SELDOM = (10_000, 50, 100)
#: A window that has been on the screen so long, and answers, is taken as seen.
_SEEN_MS = 1_000
#: What the system's title bar takes of the screen's height, in pixels.
_TITLE_BAR = 32
#: A visit gets so long to end by itself before its person's file is closed.
_STOP_MS = 3_000
#: A person's start page is on the screen before the collector is spared.
_SPARE_MS = 1_500
#: Milliseconds after which the window begins to think of visits by itself.
_QUIET_MS = 5_000


def run(
    people: People,
    settings: Settings,
    settings_path: Path,
    texts: Texts,
    argv: Sequence[str],
    watched: Callable[[QApplication], object] | None = None,
) -> int:
    """Show the windows until the last one is closed; the exit code. ``watched`` is called before the first of them."""
    application = QApplication.instance() or QApplication(list(argv))
    assert isinstance(application, QApplication)  # narrows the type; Qt has no other one here
    introduce(application)
    dress(application, settings)
    program = Program(people, settings, settings_path, texts)
    if watched is not None:
        watched(application)
    program.begin()
    code = application.exec()
    program.end()
    return code


def introduce(application: QApplication) -> None:
    """Tell the desktop whose windows these are: the icon, and the names that its menu's entry knows them by."""
    application.setApplicationName(_NAME)
    QGuiApplication.setDesktopFileName(_ENTRY)
    application.setWindowIcon(QIcon(str(resource("icons", "tongxing-256.png"))))


class Program(QObject):
    """Holds the one window that is open: the gate, or a person's main window."""

    def __init__(self, people: People, settings: Settings, settings_path: Path, texts: Texts) -> None:
        super().__init__()
        self.people, self._settings, self.settings_path = people, settings, settings_path
        self.texts = texts
        self.net = LastNet(lambda: self.texts, self._say)
        self.tasks = Tasks(self.net.failed)
        self.window: QWidget | None = None
        self.lock_screen: LockScreen | None = None
        self.idle = IdleWatch(people.clock.monotonic, people.clock.now)
        self.idle.idle.connect(self.lock)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._hidden: list[QWidget] = []
        self._workspace: Workspace | None = None
        self._warming = QTimer(self, singleShot=True, interval=_WARM_UP_MS)
        self._warming.timeout.connect(lambda: self.tasks.document(self, _warm_up))

    def begin(self) -> None:
        """Install the net and show the gate."""
        self.net.install()
        speak(self.texts.language)
        self.show_gate()
        QTimer.singleShot(_SEEN_MS, self, self.seen)

    def seen(self) -> None:
        """The window is there: the layers of an installed program are good, and what went before can be told."""
        self.tasks.aside(self, _seen, self._went_back)

    def _went_back(self, version: str) -> None:
        """Say that a new version would not open and the one before runs, if that is so."""
        if version:
            say = self.texts.say
            sentence = Sentence(
                say("updates.back_what", version=version), say("updates.back_safe"), say("updates.back_next")
            )
            self._say(sentence)

    def enter(self, workspace: Workspace, first: str = "") -> MainWindow:
        """Show a signed-in person's window; ``first`` is what she wants to do first (write, join)."""
        from app.ui.main_window import MainWindow

        self._workspace = workspace
        window = MainWindow(
            workspace,
            self.tasks,
            self.texts,
            protection=Protection(self.people, self.idle.start),
            computer=Computer(lambda: self._settings, self.choose),
            others=[entry for entry in self.people.entries() if entry.person != workspace.me.person],
        )
        window.closed.connect(self.sign_out)
        window.lock.connect(self.lock)
        window.switch_person.connect(self._switch_person)
        window.switch_language.connect(self._switch_language)
        self._replace(window)
        self.tasks.document(
            window, lambda: workspace.preference(LOCK_AFTER, str(USUAL)), lambda found: self.idle.start(_minutes(found))
        )
        QTimer.singleShot(_SPARE_MS, window, spare_the_collector)
        # By a weak reference: a window that is closed before then goes at once.
        QTimer.singleShot(_QUIET_MS, window, partial(_visit_by_itself, ref(window)))
        own = [kind.key for kind in workspace.kinds if kind.alone]
        if first == "write" and own:
            window.begin_record(own[0])
        elif first == "join":
            window.open_people()
        elif first == "sync":
            window.sync_now()
        return window

    def sign_out(self) -> None:
        """Close the person's file."""
        self.idle.stop()
        if self._workspace is not None:
            workspace, self._workspace = self._workspace, None
            try:
                self.tasks.do(workspace.close)
            except TongxingError as error:
                note_failure(error)

    def end(self) -> None:
        """Close what is still open."""
        self._warming.stop()
        self.sign_out()
        if isinstance(self.window, Gate) and (made := self.window.abandoned()) is not None:
            self.tasks.do(made.close)
        self.tasks.close()

    def lock(self) -> None:
        """Cover the work until the PIN is typed. What was typed is saved first; a visit that is under way goes on."""
        window, workspace = self.window, self._workspace
        if not _is_main(window) or workspace is None or self.lock_screen is not None:
            return
        self.idle.stop()
        window.settle()
        screen = LockScreen(
            self.people, workspace.me.person, workspace.me.name, self.tasks, self.texts, window.save_now
        )
        screen.unlocked.connect(self.unlock)
        screen.somebody_else.connect(lambda: self._switch_person(""))
        screen.closed.connect(self._closed_behind_lock)
        screen.setGeometry(window.geometry())
        self.lock_screen = screen
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self._hidden = [other for other in QApplication.topLevelWidgets() if other.isVisible() and other is not screen]
        (screen.showMaximized if window.isMaximized() else screen.show)()
        for other in self._hidden:
            other.hide()
        screen.setFocus()

    def unlock(self) -> None:
        """Show her window again as it was, with the caret where it stood."""
        window, workspace = self.window, self._workspace
        focus = window.focusWidget() if window is not None else None
        for hidden in self._hidden:
            if shiboken6.isValid(hidden):
                hidden.show()
        self._drop_lock()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if window is not None and workspace is not None:
            self.tasks.document(
                window,
                lambda: workspace.preference(LOCK_AFTER, str(USUAL)),
                lambda found: self.idle.start(_minutes(found)),
            )

    def _closed_behind_lock(self) -> None:
        """The locked window was closed: everything is saved, and she is signed out."""
        if _is_main(self.window):
            self.window.rest()
        self.lock_screen = None
        self.sign_out()

    def _drop_lock(self) -> None:
        screen, self.lock_screen, self._hidden = self.lock_screen, None, []
        if screen is not None:
            screen.hide()
            screen.deleteLater()

    def show_gate(self) -> None:
        """Show who uses this computer, or the first steps if nobody does yet."""
        gate = Gate(self.people, self.tasks, self.texts, self.people.entries())
        gate.entered.connect(self.enter)
        gate.language_chosen.connect(self._choose_language)
        self._replace(gate)
        self._warming.start()

    def _replace(self, window: QWidget) -> None:
        former, self.window = self.window, window
        _present(window)
        if former is not None:
            if _is_main(former):
                former.rest()
            former.hide()
            former.deleteLater()

    def _switch_person(self, person: str) -> None:
        """To the gate, ready for this person's PIN; everything is saved, and a visit has stopped."""
        window = self.window
        if _is_main(window) and self._settled(window):
            window.visits.stop_and_wait(_STOP_MS)
            self.sign_out()
            self.show_gate()
            self._drop_lock()
            if isinstance(self.window, Gate):
                self.window.choose(person)

    def _settled(self, window: MainWindow) -> bool:
        """Is everything in the file, so that another window may take this one's place? Says so if it is not."""
        if window.settle():
            return True
        say = self.texts.say
        if self.lock_screen is not None:
            self.lock_screen.say_unsaved()
        else:
            window.tell(Sentence(say("ui.unsaved_title"), say("ui.unsaved_safe"), say("ui.unsaved_next")))
        return False

    def _switch_language(self) -> None:
        window, workspace = self.window, self._workspace
        if _is_main(window) and workspace is not None and self._settled(window):
            self._set_language("en" if self.texts.language == "zh" else "zh")
            self.enter(workspace)

    def _choose_language(self, language: str) -> None:
        self._set_language(language)
        self.show_gate()

    def _set_language(self, language: str) -> None:
        self.texts = Texts(language)
        speak(language)
        self._keep(replace(self._settings, language=language))

    def choose(self, settings: Settings) -> None:
        """Take other settings of this computer. Theme and size change where they are; a language builds anew."""
        former, wanted = self._settings, settings.checked()
        if (former.theme, former.size) != (wanted.theme, wanted.size):
            self._keep(replace(wanted, language=former.language))
            _dress_anew(self._settings)
        if former.language != wanted.language:
            self._switch_language()
            if _is_main(self.window):
                self.window.open_page("settings")

    def _system_changed(self) -> None:
        if self._settings.theme == SYSTEM:
            _dress_anew(self._settings)

    def _keep(self, settings: Settings) -> None:
        self._settings = settings
        try:
            write_settings(self.settings_path, self._settings)
        except TongxingError as error:
            note_failure(error)

    def _say(self, sentence: Sentence) -> None:
        if _is_main(self.window):
            self.window.tell(sentence)
        else:
            tell(self.window, self.texts, sentence)


def dress(application: QApplication, settings: Settings) -> None:
    """Give the application the theme and the size of this computer's settings."""
    apply_theme(application, theme_of(settings), int(settings.size))


def theme_of(settings: Settings) -> Colours:
    """The colours that the settings ask for; the system's own scheme where they leave it to that."""
    if settings.theme == SYSTEM:
        return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return THEMES[settings.theme]


def _dress_anew(settings: Settings) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        dress(application, settings)


def _minutes(kept: str) -> int:
    """A kept idle time; what is no choice of ours is the usual one."""
    return int(kept) if kept.isdecimal() and int(kept) in CHOICES else USUAL


def _present(window: QWidget) -> None:
    """Show a window no larger than its screen, which at 125 % has less room than a window at 100 % takes."""
    room = window.screen().availableGeometry()
    if window.width() > room.width() or window.height() + _TITLE_BAR > room.height():
        window.resize(window.size().boundedTo(room.size()))
        window.showMaximized()
    else:
        window.show()


def _visit_by_itself(found: ref[MainWindow]) -> None:
    window = found()
    if window is None:
        return
    # Imported when the window has long been there: asking the system for its network takes a library of its own.
    from app.ui.sync.quiet import Network, Quiet

    window.closed.connect(Quiet(window.visits, Network(window)).stop)


def _is_main(window: QWidget | None) -> TypeGuard[MainWindow]:
    """Is it a person's window? Until somebody is in, what that takes is not even imported."""
    return hasattr(window, "save_now")


def spare_the_collector() -> None:
    """Tell Python's collector that what is there now stays: it would look through all of it again and again, for
    tens of milliseconds in the middle of somebody's typing. What comes later it looks through more seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def _seen() -> str:
    # Imported when the window has been there for a while: what takes updates is no part of the way to it.
    from app.workspace.updating import seen

    return seen()


def _warm_up() -> None:
    """Read what a person's window needs while she is still typing her PIN."""
    import app.ui.main_window
    import app.workspace.workspace  # noqa: F401  # for the reading alone
