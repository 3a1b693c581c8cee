"""How a new record begins: empty, as a copy of the last one, or from a template; two clicks for each.

The button itself begins an empty one. The arrow beside it opens what else there is to begin from.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.ids import RecordId
from app.records.groups import GROUPS
from app.records.kind import Kind
from app.ui.beginning.templates import TemplatesDialog
from app.ui.desk import Desk
from app.ui.group_pages import shown_groups
from app.ui.theme.icons import KIND_ICONS, icon
from app.ui.widgets.buttons import button
from app.workspace.beginning import Beginnings, TemplateView
from app.workspace.views import Changes

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

#: Longer than this and a title or a line about a template is cut: a menu is no page.
_LONGEST = 24
#: One's own templates in a menu; the dialog has all of them.
_MOST_OWN = 10


class BeginButton(QWidget):
    """ "Write a plan", and an arrow: from the last one, from a template."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        words = desk.texts.say("lists.new", kind=desk.texts.label(kind.label))
        self.blank = button(words, lambda: desk.shell.begin_record(kind.key), role="primary", icon="pen")
        self.other = button("", self._ask, role="primary", icon="down", tip=desk.texts.say("begin.other"))
        self.other.setAccessibleName(f"{words}: {desk.texts.say('begin.other')}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.blank)
        row.addWidget(self.other)
        self.setFocusProxy(self.blank)

    def _ask(self) -> None:
        key, language = self._kind.key, self._desk.texts.language
        self._desk.ask(self, lambda workspace: workspace.beginnings(key, language), self._popup)

    def _popup(self, found: Beginnings) -> None:
        menu = QMenu(self)
        fill(menu, self, self._desk, self._kind, found)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.other.mapToGlobal(QPoint(self.other.width() - menu.sizeHint().width(), self.other.height())))


def fill_by_group(menu: QMenu, owner: QWidget, desk: Desk) -> None:
    """Put every kind into a menu but the very first, which has a button: what is written most often in each group,
    then the others group by group."""
    kinds = desk.workspace.kinds
    groups = {group: kinds.in_group(group) for group in shown_groups(kinds)}
    for first in [members[0] for members in groups.values()][1:]:
        submenu(menu, owner, desk, first)
    menu.addSeparator()
    for group, (_first, *others) in groups.items():
        if others:
            inside = menu.addMenu(desk.texts.label(GROUPS[group]))
            for kind in others:
                submenu(inside, owner, desk, kind)


def submenu(menu: QMenu, owner: QWidget, desk: Desk, kind: Kind) -> QMenu:
    """A menu of what a record of this kind may begin from, inside another menu; asked for when that opens."""
    inside = menu.addMenu(icon(KIND_ICONS.get(kind.key, "document")), desk.texts.label(kind.label))
    fill(inside, owner, desk, kind, Beginnings(None, "", ()))

    def ask() -> None:
        language = desk.texts.language
        desk.ask(owner, lambda workspace: workspace.beginnings(kind.key, language), show)

    def show(found: Beginnings) -> None:
        inside.clear()
        fill(inside, owner, desk, kind, found)

    menu.aboutToShow.connect(ask)
    return inside


def fill(menu: QMenu, owner: QWidget, desk: Desk, kind: Kind, found: Beginnings) -> None:
    """Put everything into a menu that a record of this kind may begin from; ``owner`` lives on when the menu closes."""
    say = desk.texts.say
    menu.addAction(icon("pen"), say("begin.blank"), lambda: desk.shell.begin_record(kind.key))
    if found.last is not None:
        title = _cut(found.last_title or say("ui.untitled"))
        menu.addAction(icon("copy"), say("begin.last", title=title), partial(copied, owner, desk, found.last))
    own = [one for one in found.templates if one.record is not None]
    shipped = [one for one in found.templates if one.record is None]
    for templates in (own[:_MOST_OWN], shipped):
        menu.addSeparator()
        for template in templates:
            menu.addAction(icon("template"), _words(template), partial(begun, owner, desk, kind.key, template))
    if own:
        menu.addSeparator()
        menu.addAction(icon("more"), say("begin.manage"), lambda: TemplatesDialog(desk, kind, owner.window()).open())


def copied(owner: QWidget, desk: Desk, record: RecordId) -> None:
    """Copy a record, and open the copy."""
    language = desk.texts.language
    _open(owner, desk, lambda workspace: workspace.copy(record, language))


def begun(owner: QWidget, desk: Desk, kind: str, template: TemplateView) -> None:
    """Begin a record from a template, and open it."""
    language, record = desk.texts.language, template.record
    if record is not None:
        copied(owner, desk, record)
    else:
        _open(owner, desk, lambda workspace: workspace.from_built_in(kind, template.built_in, language))


def _open(owner: QWidget, desk: Desk, make: Callable[[Workspace], RecordId]) -> None:
    def made(record: RecordId) -> None:
        desk.news.announce(Changes(frozenset({record}), sync=True))
        desk.shell.open_record(record)

    desk.ask(owner, make, made)


def _words(template: TemplateView) -> str:
    about = f" · {_cut(template.about)}" if template.about else ""
    return f"{_cut(template.name)}{about}".replace("&", "&&")


def _cut(words: str) -> str:
    return (words if len(words) <= _LONGEST else words[:_LONGEST] + "…").replace("&", "&&")
