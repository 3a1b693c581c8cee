"""A page with the beginning of a form, made while nobody waits, for the next record that is opened.

Making widgets is what opening a record costs; what remains is to fill them. One page is kept at a time, of the kind
that was open last, with nothing of any record in it, hidden where pages stand; it goes with the window, as when the
screen is locked. A record of another kind, or one that is opened after the length of a lesson was changed, gets a form
of its own in that page.
"""

from dataclasses import replace

import shiboken6
from PySide6.QtWidgets import QWidget

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.forms.around import Around
from app.ui.forms.form import Form
from app.workspace.views import RecordView

_PAGE = "record"


def is_kept(desk: Desk) -> bool:
    """Is there a page already?"""
    page = desk.spares.get(_PAGE)
    return page is not None and shiboken6.isValid(page)


def keep(desk: Desk, page: QWidget, beside: QWidget) -> None:
    """Keep a page for the next record, where another page stands, and as large; styled and laid out as if shown."""
    page.setParent(beside.parentWidget() or beside.window())
    page.hide()
    page.resize(beside.size())
    for one in (page, *page.findChildren(QWidget)):
        one.ensurePolished()
    layout = page.layout()
    if layout is not None:
        layout.activate()
    desk.spares[_PAGE] = page


def take(desk: Desk) -> QWidget | None:
    """The page that was kept; None if there is none."""
    page = desk.spares.pop(_PAGE, None)
    return page if page is not None and shiboken6.isValid(page) else None


def form_like(around: Around, view: RecordView) -> Form:
    """The beginning of a form of a record's kind, with nothing of that record in it."""
    fresh = Around(around.desk, RecordId(""), around.kind, lesson_minutes=around.lesson_minutes, today=around.today)
    blank = replace(view, values={}, rivals={}, notices=(), comments=(), steps=(), may_write=True, deleted=False)
    return Form(fresh, blank, ahead=True)


def fits(form: Form, around: Around) -> bool:
    """Can a form that was made ahead show a record with these surroundings?"""
    return form.around.kind == around.kind and form.around.lesson_minutes == around.lesson_minutes
