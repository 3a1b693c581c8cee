"""Native text fields: a composing input method is never disturbed, a merge keeps the caret, a paste never freezes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.ui.widgets.text_boxes import LineBox, ProseBox, tidy
from tests.helpers.shared_data import hanzi, naughty_strings
from tests.helpers.windows import commit, compose, press


@pytest.fixture
def prose(qtbot: QtBot) -> ProseBox:
    box = ProseBox(1_000)
    qtbot.addWidget(box)
    return box


@pytest.fixture
def line(qtbot: QtBot) -> LineBox:
    box = LineBox(20)
    qtbot.addWidget(box)
    return box


def pasted(text: str) -> QMimeData:
    """What lies on the clipboard."""
    data = QMimeData()
    data.setText(text)
    return data


def test_every_line_is_in_sight_until_the_box_is_as_high_as_it_may_be(prose: ProseBox) -> None:
    """Ten lines need no scroll bar; thirty do."""
    prose.show()
    prose.receive("\n".join(["秋天的雨 abc"] * 10))
    QGuiApplication.processEvents()
    ten = prose.verticalScrollBar().maximum()
    prose.receive("\n".join(["秋天的雨 abc"] * 30))
    QGuiApplication.processEvents()

    assert ten == 0
    assert prose.verticalScrollBar().maximum() > 0


def test_undo_takes_back_ones_own_words_only(prose: ProseBox) -> None:
    """Neither what stood there when the record was opened, nor what a colleague wrote since."""
    prose.receive("秋天的雨")
    prose.undo()
    opened = prose.text
    commit(prose, "我的")
    prose.undo()
    own = prose.text
    commit(prose, "我的")
    prose.receive("我的秋天的雨，她的")
    prose.undo()
    merged = prose.text
    commit(prose, "再")
    prose.undo()

    assert (opened, own, merged) == ("秋天的雨", "秋天的雨", "我的秋天的雨，她的")
    assert prose.text == merged


def test_a_merge_keeps_the_caret_at_its_word(prose: ProseBox) -> None:
    """Words came in before it and behind it, some beyond the basic plane."""
    prose.receive("秋天的雨")
    cursor = prose.textCursor()
    cursor.setPosition(2)
    prose.setTextCursor(cursor)

    assert prose.receive("😀𠮷秋天的雨停了")
    assert prose.textCursor().position() == 6
    assert prose.text == "😀𠮷秋天的雨停了"


def test_a_composing_field_is_not_written_to(prose: ProseBox, line: LineBox) -> None:
    """And says so, so that it is told again when the input method is done."""
    for box in (prose, line):
        box.receive("旧")
        compose(box, "qiu")
        refused = not box.receive("新")
        assert refused
        assert box.composing
        compose(box, "")
        assert box.receive("新")
        assert not box.composing


def test_the_end_of_composing_is_told(qtbot: QtBot, prose: ProseBox) -> None:
    """After the event, so that whoever hears it may write."""
    with qtbot.waitSignal(prose.composed):
        compose(prose, "qiu")
        commit(prose, "秋")

    assert prose.text == "秋"


def test_enter_belongs_to_the_input_method(qtbot: QtBot, line: LineBox) -> None:
    """While it composes; afterwards it is the form's."""
    pressed: list[int] = []
    line.returnPressed.connect(lambda: pressed.append(1))
    compose(line, "qiu")
    press(line, Qt.Key.Key_Return)
    while_composing = list(pressed)
    compose(line, "")
    press(line, Qt.Key.Key_Return)

    assert (while_composing, pressed) == ([], [1])


def test_a_paste_of_fifty_megabytes_is_refused_and_what_was_there_is_safe(prose: ProseBox) -> None:
    """Before it reaches the field."""
    refused: list[int] = []
    prose.refused.connect(refused.append)
    prose.receive("原来的")
    prose.insertFromMimeData(pasted("大" * 17_000_000))
    prose.insertFromMimeData(pasted("雨" * 998))

    assert refused == [17_000_000, 1_001]
    assert prose.text == "原来的"
    assert not prose.document().isUndoAvailable() or prose.text == "原来的"


def test_a_line_refuses_what_does_not_fit(line: LineBox) -> None:
    """By paste too; the text before stays."""
    refused: list[int] = []
    line.refused.connect(refused.append)
    commit(line, "原来的")
    QGuiApplication.clipboard().setText("大" * 1_000)
    line.paste()

    assert line.text() == "原来的"
    assert refused == [1_003]


def test_only_plain_text_is_pasted(prose: ProseBox) -> None:
    """With one sort of line end."""
    data = pasted("一\r\n二\r三\0四")
    data.setHtml("<b>粗</b>")
    prose.insertFromMimeData(data)

    assert prose.text == "一\n二\n三四"
    assert prose.canInsertFromMimeData(data)
    assert tidy("a\u2029b") == "a\nb"


def test_every_hanzi_and_every_naughty_string_goes_in_and_out(prose: ProseBox) -> None:
    """Unchanged but for what no file can keep: hard spaces too."""
    box = ProseBox(200_000)
    characters = tidy(hanzi())
    box.receive(characters)
    assert box.text == characters
    for text in naughty_strings():
        clean = tidy(text)
        box.receive(clean)
        assert box.text == clean.replace("\ufffe", "")  # no character; what the document has of it is kept


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.text(st.sampled_from("春夏a\n😀𠮷"), max_size=12), min_size=2, max_size=4))
def test_whatever_comes_is_shown(prose: ProseBox, texts: list[str]) -> None:
    """By the smallest edits, however often."""
    for text in texts:
        prose.receive(text)
        assert prose.text == text


def test_it_grows_with_its_text_up_to_a_limit(qtbot: QtBot) -> None:
    """And stays level with its neighbours."""
    box = ProseBox(1_000, least=2, most=5)
    qtbot.addWidget(box)
    box.resize(300, 100)
    box.show()
    low = box.height()
    box.receive("\n" * 3)
    higher = box.height()
    box.receive("\n" * 30)
    highest = box.height()
    box.receive("")
    box.be_at_least(higher)

    assert low < higher < highest
    assert box.height() == higher
    assert box.wanted == low
