"""Input methods: what is being composed is never touched, and every key belongs to them while they compose.

Synthetic events stand for an input method: what it shows (preedit), what it hands over (commit), where its own caret
is, and what it replaces around the caret, as in reconversion.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.ids import RecordId
from app.records.edits import WriteProse
from app.records.values import Row
from app.ui.forms.page import FormPage
from app.ui.forms.texts import NumberInput, ProseInput
from app.ui.main_window import MainWindow
from app.ui.people.rename import rename_me
from app.ui.widgets.composer import Composer
from app.ui.widgets.formatted_box import FormattedBox
from app.ui.widgets.text_boxes import LineBox, ProseBox
from tests.helpers.windows import Stage, commit, compose, parts, press

Box = ProseBox | LineBox
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
#: Keys that mean something somewhere: to a field, a list, a dialog, a page, the window.
KEYS = (
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
    (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
    (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_1, CONTROL),
    (Qt.Key.Key_Z, CONTROL),
    (Qt.Key.Key_S, CONTROL),
    (Qt.Key.Key_1, ALT),
    (Qt.Key.Key_Left, ALT),
)
MAKERS: dict[str, Callable[[], Box]] = {
    "prose": lambda: ProseBox(1_000),
    "formatted": lambda: FormattedBox(1_000),
    "line": lambda: LineBox(1_000),
    "composer": lambda: Composer("写", 1_000),
}


def text_of(box: Box) -> str:
    return box.text if isinstance(box, ProseBox) else box.text()


def boxed(stage: Stage, name: str, text: str = "") -> Box:
    """A field of a sort in a window, with another one beside it, the caret behind its text."""
    window = QWidget()
    column = QVBoxLayout(window)
    box = MAKERS[name]()
    column.addWidget(box)
    column.addWidget(LineBox(50))
    stage.show(window)
    window.activateWindow()
    box.receive(text)
    if isinstance(box, ProseBox):
        box.moveCursor(box.textCursor().MoveOperation.End)
    else:
        box.end(False)
    box.setFocus()
    return box


def show_preedit(box: QWidget, text: str, caret: int) -> None:
    """Go on composing, with the input method's caret within what it shows."""
    attribute = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Cursor, caret, 1, None)
    QApplication.sendEvent(box, QInputMethodEvent(text, [attribute]))


def replace(box: QWidget, text: str, start: int, length: int) -> None:
    """Hand over a text in place of what stands around the caret, as reconversion does."""
    event = QInputMethodEvent()
    event.setCommitString(text, start, length)
    QApplication.sendEvent(box, event)


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_composed_is_not_in_the_field_until_it_is_handed_over(stage: Stage, name: str) -> None:
    box = boxed(stage, name, "今天")
    done: list[int] = []
    box.composed.connect(lambda: done.append(1))
    for at, shown in enumerate(("j", "ji", "jia", "jiao", "jiao'x", "jiao'xue"), 1):
        show_preedit(box, shown, at)
        assert text_of(box) == "今天"
    show_preedit(box, "jiao'xue", 2)
    commit(box, "教学")
    stage.settle()

    assert text_of(box) == "今天教学"
    assert not box.composing
    assert done == [1]


@pytest.mark.parametrize("name", MAKERS)
def test_giving_up_leaves_nothing(stage: Stage, name: str) -> None:
    box = boxed(stage, name, "今天")
    compose(box, "jiao")
    compose(box, "")

    assert text_of(box) == "今天"
    assert not box.composing


@pytest.mark.parametrize("name", MAKERS)
def test_words_around_the_caret_are_composed_anew(stage: Stage, name: str) -> None:
    box = boxed(stage, name, "他是叫师")
    replace(box, "教师", -2, 2)

    assert text_of(box) == "他是教师"


@pytest.mark.parametrize("name", MAKERS)
def test_a_merge_waits_until_the_input_method_is_done(stage: Stage, name: str) -> None:
    box = boxed(stage, name, "今天")
    compose(box, "jiao")

    assert not box.receive("她写的。今天")
    assert text_of(box) == "今天"
    assert box.composing
    commit(box, "教")
    assert box.receive("她写的。今天教")
    assert text_of(box) == "她写的。今天教"


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize(("key", "modifier"), KEYS, ids=lambda one: str(getattr(one, "name", one)))
def test_keys_belong_to_the_input_method(stage: Stage, name: str, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    box = boxed(stage, name, "- 今天")
    compose(box, "jiao'xue")
    press(box, key, modifier)

    assert box.composing
    assert text_of(box) == "- 今天"
    assert box.hasFocus()


@pytest.mark.parametrize("name", MAKERS)
def test_a_field_is_never_deaf_when_an_input_method_goes_without_a_word(stage: Stage, name: str) -> None:
    """Its window was closed: the next letter comes as a key."""
    box = boxed(stage, name, "今天")
    compose(box, "jiao")
    press(box, Qt.Key.Key_A)

    assert text_of(box) == "今天a"
    assert not box.composing


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_composed_is_taken_when_the_person_goes_to_another_field(stage: Stage, name: str) -> None:
    box = boxed(stage, name, "今天")
    compose(box, "教学")
    other = next(one for one in parts(box.window(), LineBox) if one is not box)
    other.setFocus(Qt.FocusReason.MouseFocusReason)

    assert text_of(box) == "今天教学"
    assert not box.composing


@pytest.mark.parametrize("name", MAKERS)
def test_a_look_at_another_window_takes_nothing(stage: Stage, name: str) -> None:
    """A dictionary, the window of candidates itself, a menu."""
    box = boxed(stage, name, "今天")
    compose(box, "jiao")
    box.clearFocus()
    box.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    assert text_of(box).startswith("今天")


@dataclass(frozen=True)
class Move:
    """One thing that an input method, or the person past it, does."""

    sort: str
    text: str = ""
    number: int = 0


#: A sentence typed by whole pinyin, as input methods for Chinese report it: taken apart into words, one of them taken
#: back, one composed anew, punctuation in Chinese, a Latin word past the input method.
TRACE = (
    *(Move("show", "xuesheng"[:end]) for end in range(1, 9)), Move("caret", "xue'sheng", 3), Move("commit", "学生"),
    *(Move("show", "zhengquedu"[:end]) for end in range(1, 11)), Move("show", "正确du"), Move("commit", "正确读"),
    Move("show", "ch"), Move("show", "c"), Move("show", ""), Move("show", "chu"), Move("commit", "出"),
    Move("commit", "“"), Move("show", "ying"), Move("commit", "萤"), Move("commit", "”"), Move("key", "U"),
    Move("key", "n"), Move("back"), Move("back"), Move("replace", "荧", -2), Move("commit", "𠮷"), Move("back"),
    Move("commit", "。"),
)  # fmt: skip
TYPED = "学生正确读出“荧。"


def replay(box: Box, moves: tuple[Move, ...], start: str) -> str:
    """Play a trace into a field, and into a plain text as the model; returns what the model has."""
    text, shown = start, False
    for move in moves:
        if move.sort in ("show", "caret"):
            show_preedit(box, move.text, move.number)
            shown = bool(move.text)
        elif move.sort == "commit":
            commit(box, move.text)
            text, shown = text + move.text, False
        elif move.sort == "replace":
            replace(box, move.text, move.number, -move.number)
            text, shown = text[: move.number] + move.text, False
        elif move.sort == "key":
            press(box, Qt.Key(ord(move.text.upper())))
            text, shown = text + move.text.lower(), False
        elif not shown:
            press(box, Qt.Key.Key_Backspace)
            text = text[:-1]
        assert text_of(box) == text, move
    return text


@pytest.mark.parametrize("name", MAKERS)
def test_a_trace_of_chinese_typing_gives_its_sentence(stage: Stage, name: str) -> None:
    box = boxed(stage, name)

    assert replay(box, TRACE, "") == TYPED


MOVES = st.one_of(
    st.builds(Move, st.just("show"), st.sampled_from(["n", "ni", "ni'h", "你hao", ""])),
    st.builds(Move, st.just("caret"), st.just("ni'hao"), st.integers(0, 6)),
    st.builds(Move, st.just("commit"), st.sampled_from(["你好", "，", "𠮷😀", "a"])),
    st.builds(Move, st.just("key"), st.sampled_from(["a", "b"])),
    st.just(Move("back")),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MOVES, max_size=25), st.sampled_from(sorted(MAKERS)))
def test_any_order_of_composing_and_typing_gives_what_was_handed_over(
    qapp: QApplication, moves: list[Move], name: str
) -> None:
    box = MAKERS[name]()
    replay(box, tuple(moves), "")
    box.deleteLater()


# In a record


def opened(stage: Stage, plan: RecordId) -> FormPage:
    def no_text(_view: object) -> QWidget:
        raise AssertionError("a known kind was drawn as text")

    page = FormPage(stage.desk(), plan, no_text)
    page.resize(1_180, 700)
    stage.show(page)
    page.activateWindow()
    page.shown()
    stage.settle(lambda: page.form is not None and page.form.whole)
    return page


def test_a_save_and_a_merge_in_the_middle_of_a_word_touch_nothing_of_it(stage: Stage) -> None:
    plan = stage.plan(reflection="开头。")
    page = opened(stage, plan)
    place = page.frame_of("reflection")
    assert isinstance(place, ProseInput)
    box = place.box
    box.setFocus()
    commit(box, "我写的，")
    compose(box, "jiao'xue")
    page.autosave.flush()
    stage.settle(lambda: not page.unsaved)
    saved = stage.teacher.view(plan).values["reflection"]
    stage.exchange()
    stage.mentor.edit(plan, [WriteProse("reflection", f"{saved}她写的。")])
    stage.exchange()
    page.shown()
    stage.settle()
    during = box.text
    compose(box, "jiao'xue'fan")
    commit(box, "教学反思")
    stage.settle(lambda: not page.unsaved)
    stage.settle(lambda: "她写的。" in box.text)

    assert saved == "开头。我写的，"
    assert during == "开头。我写的，"
    assert stage.teacher.view(plan).values["reflection"] == box.text
    assert sorted(box.text) == sorted("开头。我写的，教学反思她写的。")


def test_leaving_the_page_keeps_what_was_composed(stage: Stage) -> None:
    plan = stage.plan()
    window = stage.window()
    window.activateWindow()
    window.open_record(plan)
    page = window.page(f"record:{plan}")
    assert isinstance(page, FormPage)
    stage.settle(lambda: page.form is not None and page.form.whole)
    place = page.frame_of("reflection")
    assert isinstance(place, ProseInput)
    place.box.setFocus()
    compose(place.box, "教学")
    window.turn_to("today")
    stage.settle(lambda: not page.unsaved)

    assert stage.teacher.view(plan).values["reflection"] == "教学"


@pytest.mark.parametrize("lines", [1, 40])
def test_the_place_of_the_caret_is_told_within_what_is_seen(stage: Stage, lines: int) -> None:
    """There the candidates are shown; a place outside the field makes their window jump."""
    box = boxed(stage, "formatted", "\n".join("今天教学" for _ in range(lines)))
    assert isinstance(box, FormattedBox)
    box.ensureCursorVisible()
    compose(box, "jiao'xue")
    place = box.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)

    assert isinstance(place, QRectF)
    assert box.rect().contains(place.center().toPoint())
    assert place.height() > 8


def test_fields_say_what_is_wanted_in_them(stage: Stage) -> None:
    """Digits where there are only digits; several lines where there are several; nothing at all of a PIN."""
    rows: list[Row] = [{"name": "导入", "minutes": 5}]
    page = opened(stage, stage.plan(steps=rows))
    numbers = [one.box for one in parts(page, NumberInput)]
    prose = page.frame_of("reflection")
    pin = stage.show(QLineEdit())
    pin.setEchoMode(QLineEdit.EchoMode.Password)

    assert numbers
    assert all(box.inputMethodHints() & Qt.InputMethodHint.ImhDigitsOnly for box in numbers)
    assert prose is not None
    assert prose.box.inputMethodHints() & Qt.InputMethodHint.ImhMultiLine
    assert pin.inputMethodHints() & Qt.InputMethodHint.ImhHiddenText


# Everywhere


def editable(window: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Every field that can be typed in now."""
    found: list[QLineEdit | QPlainTextEdit] = [*parts(window, QLineEdit), *parts(window, QPlainTextEdit)]
    return [one for one in found if one.isVisible() and one.isEnabled() and not one.isReadOnly()]


def secret(box: QLineEdit | QPlainTextEdit) -> bool:
    return isinstance(box, QLineEdit) and box.echoMode() != QLineEdit.EchoMode.Normal


def try_keys(stage: Stage, window: QWidget, box: Box, at: Callable[[], object]) -> None:
    """Compose in a field, press everything, and hand over."""
    box.setFocus()
    place = at()
    compose(box, "ce'shi")
    before = text_of(box)
    if not box.composing:  # a field for digits alone
        return
    for key, modifier in KEYS:
        press(box, key, modifier)
        assert at() == place, (box.accessibleName(), key)
        assert box.composing, (box.accessibleName(), key)
        assert text_of(box) == before, (box.accessibleName(), key)
    compose(box, "")


def pages(stage: Stage, window: MainWindow, plan: RecordId) -> list[str]:
    """Every page that a person can turn to."""
    kinds = [f"list:{kind.key}" for kind in window.desk.workspace.kinds if kind.alone]
    return ["today", *kinds, "reviews", "people", "safekeeping", "settings", f"review:{plan}", f"record:{plan}"]


def unfold(stage: Stage, page: FormPage) -> None:
    """Open every section, and wait until all of it is made."""
    stage.settle(lambda: page.form is not None)
    assert page.form is not None
    for section in page.form.sections:
        section.set_open(True)
    stage.settle(lambda: page.form is not None and page.form.whole)


def test_every_field_of_every_page_leaves_its_keys_to_the_input_method(stage: Stage) -> None:
    """Also those that arrive later: a field of another sort than ours fails here."""
    rows: list[Row] = [{"name": "导入", "minutes": 5}]
    plan = stage.plan(reflection="- 今天", steps=rows)
    stage.mentor.comment(plan, "reflection", 2, 4, "好")
    stage.exchange()
    window = stage.window()
    window.activateWindow()
    tried: dict[str, int] = {}
    for name in pages(stage, window, plan):
        window.turn_to(name)
        page = window.page(name)
        stage.settle()
        if isinstance(page, FormPage):
            unfold(stage, page)
        for box in editable(page):
            if secret(box):
                continue
            assert isinstance(box, ProseBox | LineBox), f"{name}: {box.accessibleName()}"
            try_keys(stage, window, box, lambda: window._at)
            tried[name] = tried.get(name, 0) + 1

    assert tried[f"record:{plan}"] > 20
    assert tried["list:lesson_plan"] >= 1


def test_a_dialog_stays_while_something_is_composed_in_it(stage: Stage) -> None:
    """Enter is its default button, Esc would close it."""
    parent = stage.show(QWidget())
    dialog = rename_me(stage.desk(), parent)
    dialog.activateWindow()
    stage.settle()
    (box,) = parts(dialog, LineBox)
    try_keys(stage, dialog, box, dialog.isVisible)

    assert isinstance(dialog, QDialog)
    assert dialog.isVisible()
