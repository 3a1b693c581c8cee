"""The beginning of a form, made while nobody waits, for the record of the same kind that is opened next.

Making widgets is what opening a record costs; what remains is to fill them. One form is kept at a time, with nothing of
any record in it, hidden in the window; it goes with the window, as when the screen is locked.
"""

from dataclasses import replace

import shiboken6
from PySide6.QtWidgets import QWidget

from app.ids import RecordId
from app.ui.forms.around import Around
from app.ui.forms.form import Form
from app.workspace.views import RecordView


def take(around: Around) -> Form | None:
    """The form that was made ahead for a record of this kind, with the record's surroundings; None if there is none."""
    form = around.desk.spares.pop(around.kind.key, None)
    if not isinstance(form, Form) or not shiboken6.isValid(form):
        return None
    if form.around.lesson_minutes != around.lesson_minutes or form.around.kind != around.kind:
        form.deleteLater()
        return None
    form.around.become(around)
    return form


def prepare(around: Around, view: RecordView, window: QWidget) -> None:
    """Make the beginning of a form of this kind, unless it is there; one of another kind goes."""
    spares, kind = around.desk.spares, around.kind.key
    there = spares.get(kind)
    if there is not None and shiboken6.isValid(there):
        return
    for other in list(spares):
        gone = spares.pop(other)
        if shiboken6.isValid(gone):
            gone.deleteLater()
    fresh = Around(around.desk, RecordId(""), around.kind, lesson_minutes=around.lesson_minutes, today=around.today)
    blank = replace(view, values={}, rivals={}, notices=(), comments=(), steps=(), may_write=True, deleted=False)
    form = Form(fresh, blank, ahead=True)
    form.hide()
    form.setParent(window)
    for one in (form, *form.findChildren(QWidget)):
        one.ensurePolished()
    spares[kind] = form
