"""A form that was begun before its record was asked for: filled with that record, and with nothing of another one."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.forms import page as pages
from app.ui.forms import spare
from app.ui.forms.form import Form
from app.ui.forms.page import FormPage
from app.ui.forms.texts import LineInput
from app.ui.settings.options import LESSON_MINUTES
from app.ui.widgets.text_boxes import LineBox, ProseBox
from app.workspace.views import RecordView
from tests.helpers.windows import Stage, commit, parts


def no_text(_view: RecordView) -> QWidget:
    raise AssertionError("a known kind was drawn as text")


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest after which a form is begun is short here."""
    monkeypatch.setattr(pages, "_REST_MS", 5)


class Shelf:
    """Pages one after another at one desk, each in place of the last."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.desk = stage, stage.desk()
        self.window = stage.show(QWidget())
        self.window.resize(1_180, 700)

    def opened(self, plan: RecordId, *, rest: bool = True) -> FormPage:
        page = spare.take(self.desk) or FormPage(self.desk, plan, self.as_text)
        assert isinstance(page, FormPage)
        page.be_about(plan)
        page.setParent(self.window)
        page.resize(1_180, 700)
        page.show()
        page.shown()
        self.stage.settle(lambda: page.updatesEnabled() and (page.form is None or page.form.whole))
        if rest:
            self.stage.settle(lambda: bool(self.desk.spares))
        return page

    def as_text(self, view: RecordView) -> QWidget:
        return QLabel(view.kind_key)


def spare_of(desk: Desk) -> Form:
    (page,) = desk.spares.values()
    assert isinstance(page, FormPage)
    assert page.form is not None
    return page.form


def title(page: FormPage) -> LineBox:
    frame = page.form.frame("topic") if page.form else None
    assert frame is not None
    assert isinstance(frame.input, LineInput)
    return frame.input.box


def words(widget: QWidget) -> str:
    """Everything that stands in its fields."""
    return "".join([one.text() for one in parts(widget, LineBox)] + [one.text for one in parts(widget, ProseBox)])


def test_the_next_record_of_the_kind_is_shown_in_it_as_in_any_other(stage: Stage) -> None:
    shelf = Shelf(stage)
    first = stage.plan(topic="第一课", class_name="三（1）班", grades=["3"], key_point="只在第一课")
    second = stage.plan(topic="第二课", reflection="想一想", grades=["5"])
    shelf.opened(first)
    made = spare_of(shelf.desk)
    before = words(made)
    page = shelf.opened(second, rest=False)
    fresh = FormPage(stage.desk(), second, no_text)
    fresh.resize(1_180, 700)
    stage.show(fresh)
    fresh.shown()
    stage.settle(lambda: fresh.form is not None and fresh.form.whole)

    assert before == ""
    assert page.form is made
    assert fresh.form is not None
    assert page.form is not None
    assert words(page.form) == words(fresh.form)
    assert [box.open for box in page.form.sections] == [box.open for box in fresh.form.sections]
    assert page.form.around.record == second
    assert page.form.isVisible()


def test_what_is_written_in_it_is_the_records(stage: Stage) -> None:
    shelf = Shelf(stage)
    first, second = stage.plan(topic="第一课"), stage.plan(topic="第二课")
    shelf.opened(first)
    page = shelf.opened(second, rest=False)
    title(page).end(False)
    commit(title(page), "！")
    stage.settle(lambda: not page.unsaved)

    assert stage.teacher.view(second).title == "第二课！"
    assert stage.teacher.view(first).title == "第一课"


def test_what_may_only_be_read_may_only_be_read_in_it(stage: Stage) -> None:
    shelf = Shelf(stage)
    first, second = stage.plan(topic="第一课"), stage.plan(topic="第二课")
    stage.teacher.delete(second)
    shelf.opened(first)

    assert title(shelf.opened(second, rest=False)).isReadOnly()


def test_a_record_of_another_kind_has_a_form_of_its_own(stage: Stage) -> None:
    shelf = Shelf(stage)
    shelf.opened(stage.plan(topic="第一课"))
    made = spare_of(shelf.desk)
    page = shelf.opened(stage.teacher.create("plc_meeting", {"topic": "数学"}), rest=False)

    assert page.form is not made
    assert page.form is not None
    assert page.form.around.kind.key == "plc_meeting"
    stage.settle(lambda: bool(shelf.desk.spares))
    assert spare_of(shelf.desk).around.kind.key == "plc_meeting"


def test_a_form_made_for_another_length_of_a_lesson_is_not_used(stage: Stage) -> None:
    shelf = Shelf(stage)
    first, second = stage.plan(topic="第一课"), stage.plan(topic="第二课")
    shelf.opened(first)
    made = spare_of(shelf.desk)
    stage.teacher.set_preference(LESSON_MINUTES, "35")
    page = shelf.opened(second, rest=False)

    assert page.form is not made
    assert page.form is not None
    assert page.form.around.lesson_minutes == 35


def test_it_goes_with_the_window(stage: Stage) -> None:
    """Nothing of it is left for whoever signs in next."""
    shelf = Shelf(stage)
    shelf.opened(stage.plan(topic="第一课"))
    made = spare_of(shelf.desk)

    assert made.window() is shelf.window
    assert not made.isVisible()


def test_a_record_of_an_unknown_kind_is_shown_as_text_in_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(stage)
    first, second = stage.plan(topic="第一课"), stage.plan(topic="第二课")
    shelf.opened(first)
    viewed = stage.teacher.view
    monkeypatch.setattr(stage.teacher, "view", lambda record: replace(viewed(record), kind=None, kind_key="quiz"))
    page = shelf.opened(second, rest=False)
    stage.settle(lambda: page.form is None)

    assert "quiz" in [one.text() for one in parts(page, QLabel)]
