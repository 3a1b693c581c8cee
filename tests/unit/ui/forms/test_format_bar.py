"""The bar of a page: acts on the field that was written in last, by click and by key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from app.ui.forms.format_bar import FormatBar
from app.ui.forms.grid_dialog import GridDialog
from app.ui.widgets.formatted_box import FormattedBox
from tests.helpers.windows import Stage, click, compose, parts, press

ALT = Qt.KeyboardModifier.AltModifier


class Page(QWidget):
    """A page with two fields for prose, one for a line, and the bar."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.bar = FormatBar(stage.texts, self)
        self.first, self.second, self.line = FormattedBox(500), FormattedBox(500), QLineEdit()
        column = QVBoxLayout(self)
        for one in (self.bar, self.first, self.second, self.line):
            column.addWidget(one)
        stage.show(self)
        self.activateWindow()


def test_without_a_field_the_buttons_rest(stage: Stage) -> None:
    page = Page(stage)
    page.line.setFocus()
    resting = [one.isEnabled() for one in page.bar.buttons.values()]
    page.first.setFocus()

    assert not any(resting)
    assert all(one.isEnabled() for one in page.bar.buttons.values())
    page.first.setReadOnly(True)
    assert page.bar.box is None


def test_a_click_acts_on_the_field_and_gives_it_the_focus_back(stage: Stage) -> None:
    page = Page(stage)
    page.second.receive("目标")
    page.second.setFocus()
    click(page.bar.buttons["heading"])
    page.bar.buttons["bullets"].setFocus()
    page.bar.buttons["bullets"].click()

    assert page.second.text == "- 目标"
    assert page.second.hasFocus()
    assert page.first.text == ""


def test_the_keys_do_the_same(stage: Stage) -> None:
    page = Page(stage)
    page.first.receive("目标")
    page.first.setFocus()
    press(page.first, Qt.Key.Key_1, ALT)
    heading = page.first.text
    press(page.first, Qt.Key.Key_2, ALT)
    bullets = page.first.text
    press(page.first, Qt.Key.Key_3, ALT)

    assert (heading, bullets, page.first.text) == ("# 目标", "- 目标", "1. 目标")


def test_while_composing_nothing_is_changed(stage: Stage) -> None:
    page = Page(stage)
    page.first.receive("目标")
    page.first.setFocus()
    compose(page.first, "nei'rong")
    press(page.first, Qt.Key.Key_1, ALT)
    page.bar.buttons["bullets"].click()

    assert page.first.composing
    assert page.first.text == "目标"


def test_a_table_is_written_in_a_grid_and_opened_again(stage: Stage) -> None:
    page = Page(stage)
    page.first.setFocus()
    press(page.first, Qt.Key.Key_4, ALT)
    (dialog,) = parts(page, GridDialog)
    dialog.paste("环节")
    dialog._done(dialog.rows)
    stage.settle()
    page.activateWindow()
    stage.settle(page.first.hasFocus)
    text = page.first.text
    press(page.first, Qt.Key.Key_4, ALT)
    again = next(one for one in parts(page, GridDialog) if one.isVisible())

    assert text.startswith("| 环节 |")
    assert text.count("\n") == 4
    assert again.rows[0] == ["环节", "", ""]
    assert again.head.isChecked()
    assert isinstance(again, QDialog)
