"""Sections fold; fields are built when their section opens; a refresh leaves alone what is being written."""

from PySide6.QtCore import QEvent, QObject

from app.ids import RecordId
from app.records.edits import WriteProse
from app.ui.autosave import Autosave, Draft
from app.ui.forms.around import Around
from app.ui.forms.form import Form
from app.ui.forms.texts import LineInput, ProseInput
from tests.helpers.windows import Stage, commit


def form(stage: Stage, plan: RecordId) -> Form:
    """A plan's form, wholly built."""
    view = stage.teacher.view(plan)
    assert view.kind is not None
    made = stage.show(Form(Around(stage.desk(), plan, view.kind, today=lambda: "2026-11-21"), view))
    stage.settle(lambda: made.whole)
    return made


def test_folded_sections_open_by_themselves_when_something_stands_in_them(stage: Stage) -> None:
    """Empty ones wait, and cost nothing."""
    made = form(stage, stage.plan(reflection="想一想"))
    open_ones = [box.open for box in made.sections]

    assert open_ones == [True, False, False, True, False, True, True, True, True]
    assert made.sections[1].frames == []


def test_a_field_in_a_folded_section_is_opened_when_it_is_wanted(stage: Stage) -> None:
    """As when a comment on it is chosen."""
    made = form(stage, stage.plan())
    frame = made.frame("pupils")

    assert frame is not None
    assert made.sections[2].open
    assert made.frame("no such field") is None


def test_a_refresh_changes_other_fields_only(stage: Stage) -> None:
    """The one with an edit under way is left as it is."""
    plan = stage.plan(key_point="甲")
    made = form(stage, plan)
    autosave = Autosave(stage.tasks, stage.teacher, plan)
    made.edited.connect(autosave.put)
    topic, key_point = made.frame("topic"), made.frame("key_point")
    assert topic is not None
    assert key_point is not None
    assert isinstance(topic.input, LineInput)
    assert isinstance(key_point.input, ProseInput)
    commit(topic.input.box, "新")
    stage.teacher.edit(plan, [WriteProse("key_point", "甲乙")])
    made.refresh(stage.teacher.view(plan), autosave)

    assert "新" in topic.input.box.text()
    assert key_point.input.box.text == "甲乙"
    autosave.flush_and_wait()


def test_what_was_saved_is_told_to_its_field(stage: Stage) -> None:
    """So that the next edit says from which text it was made."""
    made = form(stage, stage.plan(key_point="甲"))
    frame = made.frame("key_point")
    assert frame is not None
    assert isinstance(frame.input, ProseInput)
    made.was_saved((Draft(WriteProse("key_point", "甲乙"), "甲"),))
    drafts: list[Draft] = []
    made.edited.connect(drafts.append)
    commit(frame.input.box, "丙")

    assert drafts[0].base == "甲乙"


def test_short_fields_stand_side_by_side_where_there_is_room(stage: Stage) -> None:
    """And beneath one another where there is none."""
    made = form(stage, stage.plan())
    made.resize(1_000, 900)
    stage.settle()
    wide = made.frame("class_name").y() == made.frame("taught_on").y()  # type: ignore[union-attr]  # both are fields
    made.resize(600, 900)
    stage.settle()

    assert wide
    assert made.frame("class_name").y() != made.frame("taught_on").y()  # type: ignore[union-attr]  # both are fields


class FirstPaint(QObject):
    """Notes how many sections are open when a form is painted for the first time."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form
        self.open: int | None = None
        form.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.open is None:
            self.open = sum(section.open for section in self._form.sections)
        return False


def test_what_is_there_is_painted_before_more_is_made(stage: Stage) -> None:
    """The first fields can be read, and typed in, while the rest is still to come."""
    view = stage.teacher.view(stage.plan(reflection="好", key_point="点"))
    assert view.kind is not None
    made = Form(Around(stage.desk(), view.record, view.kind, today=lambda: "2026-11-21"), view)
    first = FirstPaint(made)
    stage.show(made)
    stage.settle(lambda: made.whole)

    assert first.open == 1
    assert sum(section.open for section in made.sections) > 2


def test_a_form_that_nobody_looks_at_is_made_all_the_same(stage: Stage) -> None:
    """As one behind another page, whose fields are asked for."""
    view = stage.teacher.view(stage.plan(reflection="好"))
    assert view.kind is not None
    made = Form(Around(stage.desk(), view.record, view.kind, today=lambda: "2026-11-21"), view)
    stage.settle(lambda: made.whole)

    assert sum(section.open for section in made.sections) > 2
    made.deleteLater()
