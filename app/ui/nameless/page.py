"""Sharing a copy without names (去掉姓名的一份): at the left what is replaced, at the right how it will read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ids import RecordId, SpaceId
from app.records.kinds.story import STORY
from app.records.stand_ins import Named, Sort, Style
from app.records.terms import LISTS
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.nameless.preview import NamelessPreview
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button, wordless
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import empty
from app.ui.widgets.text_boxes import LineBox, ProseBox
from app.workspace.stories import NameChoice, Nameless
from app.workspace.views import Changes, SpaceView

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_SIDE = 320
_LONGEST_NAME, _LONGEST = 60, 20_000
_PAUSE_MS = 150
#: A longer selection is no name.
_LONGEST_SELECTED = 12
_SORTS = "story_sorts"


class NamelessPage(QWidget):
    """One record on its way to a story."""

    def __init__(self, desk: Desk, record: RecordId) -> None:
        super().__init__()
        self._desk, self._say, self._record = desk, desk.texts.say, record
        self._kept: set[str] = set()
        self._added: list[Named] = []
        self._fields: frozenset[str] | None = None
        self.boxes: dict[str, QCheckBox] = {}
        self.fields: dict[str, QCheckBox] = {}
        self.setProperty("role", "page")
        self.setAccessibleName(self._say("nameless.title"))
        self._again = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._again.timeout.connect(self._ask)
        self.preview = NamelessPreview(self._say("nameless.preview"))
        self.preview.turned.connect(self.turn)
        self.preview.selectionChanged.connect(self._take_selected)
        self.styles = {style: button(self._say(f"nameless.{style.value}"), role="chip") for style in Style}
        self.name, self.sort_of_name = LineBox(_LONGEST_NAME), QComboBox()
        self.sort, self.learnt, self.where = QComboBox(), ProseBox(_LONGEST, least=2, most=4), QComboBox()
        self.draft = button(self._say("nameless.draft"), self._keep, icon="save")
        self.share = button(self._say("nameless.share"), self._share, role="primary", icon="share")
        self.notice = Notice()
        self._names, self._tell = QVBoxLayout(), QVBoxLayout()
        self._lay_out()

    def shown(self) -> None:
        """Fetch where it could go, and how it reads."""
        self._desk.ask(self, _places, self._show_places, self._failed)
        self._ask()

    def leave(self) -> None:
        """Nothing is kept but what was shared or kept as a draft."""

    def choice(self) -> NameChoice:
        """What is chosen now."""
        style = next(one for one, chip in self.styles.items() if chip.isChecked())
        language = self._desk.texts.language
        return NameChoice(frozenset(self._kept), tuple(self._added), style, self._fields, language)

    def turn(self, form: str) -> None:
        """Let a form of a name stand, or take it out again."""
        self._kept.symmetric_difference_update({form})
        self._again.start()

    def _take_selected(self) -> None:
        """What somebody selects is most likely a name that is left."""
        words = self.preview.textCursor().selectedText().strip()
        if 0 < len(words) <= _LONGEST_SELECTED:
            self.name.receive(words)

    def add(self) -> None:
        """Take out the name that was typed as well."""
        name = self.name.text().strip()
        if name:
            self._added.append(Named(name, self.sort_of_name.currentData()))
            self._kept.discard(name)
            self.name.receive("")
            self._ask()

    # Fetching and showing

    def _ask(self) -> None:
        choice = self.choice()
        self._desk.ask(self, lambda workspace: workspace.nameless(self._record, choice), self._show, self._failed)

    def _show(self, found: Nameless) -> None:
        for control in (self.draft, self.share):
            control.setEnabled(bool(found.text.strip()))
        self.share.setEnabled(self.share.isEnabled() and self.where.count() > 0)
        self.preview.show_pieces(found.title, found.body, tuple(self._kept))
        at = next((form for form, box in self.boxes.items() if box.hasFocus()), None)
        empty(self._names)
        self.boxes = {}
        for one in found.forms:
            words = "nameless.form_kept" if one.kept else "nameless.form"
            box = QCheckBox(self._say(words, form=one.form, stand_in=one.stand_in, count=one.count).replace("&", "&&"))
            box.setChecked(not one.kept)
            box.toggled.connect(partial(self._turned, one.form))
            self.boxes[one.form] = box
            self._names.addWidget(box)
        if not found.forms:
            self._names.addWidget(label(self._say("nameless.no_names"), "quiet", wrap=True))
        if at in self.boxes:
            self.boxes[at].setFocus()
        if not self.fields:
            for key, name in found.fields:
                box = self.fields[key] = QCheckBox(self._desk.texts.label(name).replace("&", "&&"))
                box.setChecked(key in found.told)
                box.toggled.connect(self._tell_others)
                self._tell.addWidget(box)

    def _turned(self, form: str, _on: bool) -> None:
        self.turn(form)

    def _tell_others(self, _on: bool) -> None:
        self._fields = frozenset(key for key, box in self.fields.items() if box.isChecked())
        self._again.start()

    def _show_places(self, spaces: list[SpaceView]) -> None:
        self.where.clear()
        for space in spaces:
            self.where.addItem(space.name, space.space)
        self.where.setEnabled(bool(spaces))
        if not spaces:
            self.where.setPlaceholderText(self._say("nameless.nowhere"))
            self.share.setEnabled(False)

    # Out

    def _keep(self) -> None:
        self._make(None, self._say("nameless.kept"))

    def _share(self) -> None:
        self._make(SpaceId(self.where.currentData()), self._say("nameless.shared", space=self.where.currentText()))

    def _make(self, space: SpaceId | None, words: str) -> None:
        choice, sort, learnt = self.choice(), self.sort.currentData(), self.learnt.text.strip()

        def work(workspace: Workspace) -> RecordId:
            return workspace.make_story(self._record, choice, sort, learnt, space)

        def made(story: RecordId) -> None:
            self._desk.news.announce(Changes(frozenset({story}), sync=space is not None))
            self.notice.say(words, look="good")

        self._desk.ask(self, work, made, self._failed)

    def _failed(self, sentence: Sentence) -> None:
        self.notice.explain(sentence)

    # Looks

    def _lay_out(self) -> None:
        back = wordless("back", self._say("ui.back"), self._desk.shell.go_back)
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 7, 12, 7)
        row.addWidget(back)
        row.addWidget(OneLine(self._say("nameless.title"), "head"), 1)
        row.addWidget(self.draft)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left())
        right = QVBoxLayout()
        right.setContentsMargins(12, 10, 14, 12)
        right.setSpacing(8)
        right.addWidget(label(self._say("nameless.why"), "quiet", wrap=True))
        right.addWidget(self.notice)
        right.addWidget(self.preview, 1)
        right.addWidget(label(self._say("nameless.check"), "small", wrap=True))
        right.addLayout(self._foot())
        body.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(body, 1)

    def _left(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("role", "page-body")
        side = QVBoxLayout(inside)
        side.setContentsMargins(14, 12, 14, 12)
        side.setSpacing(8)
        side.addWidget(label(self._say("nameless.names"), "head"))
        side.addLayout(self._names)
        side.addWidget(label(self._say("nameless.add"), "field", wrap=True))
        self.name.setAccessibleName(self._say("nameless.add"))
        self.name.returnPressed.connect(self.add)
        for sort in Sort:
            self.sort_of_name.addItem(self._say(f"nameless.{sort.value}"), sort)
        self.sort_of_name.setAccessibleName(self._say("nameless.sort"))
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.sort_of_name)
        side.addLayout(row)
        side.addWidget(button(self._say("nameless.add_do"), self.add, icon="add"))
        side.addWidget(label(self._say("nameless.style"), "field"))
        group = QButtonGroup(self)
        for style, chip in self.styles.items():
            chip.setCheckable(True)
            chip.setChecked(style is Style.SURNAME)
            group.addButton(chip)
            chip.toggled.connect(lambda _on: self._again.start())
            side.addWidget(chip)
        side.addWidget(label(self._say("nameless.fields"), "head"))
        side.addLayout(self._tell)
        side.addStretch(1)
        scroll = QScrollArea()
        scroll.setProperty("role", "page")
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        hold(scroll, width=_SIDE)
        return scroll

    def _foot(self) -> QVBoxLayout:
        for term in LISTS[_SORTS]:
            self.sort.addItem(self._desk.texts.label(term.label), term.code)
        self.sort.setAccessibleName(self._say("nameless.sort"))
        self.learnt.setPlaceholderText(self._say("nameless.learnt"))
        self.learnt.setAccessibleName(self._say("nameless.learnt"))
        self.where.setAccessibleName(self._say("nameless.where"))
        row = QHBoxLayout()
        for words, control in (("sort", self.sort), ("where", self.where)):
            row.addWidget(label(self._say(f"nameless.{words}"), "field"))
            row.addWidget(control, 1)
        foot = QVBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.learnt)
        foot.addLayout(row)
        foot.addWidget(self.share, 0, Qt.AlignmentFlag.AlignRight)
        return foot


def _places(workspace: Workspace) -> list[SpaceView]:
    """The spaces into which she may put a story."""
    kind = workspace.kinds.get(STORY.key)
    return [
        space
        for space in workspace.spaces()
        if not space.private and not space.leaving and kind is not None and kind.audience.may_create(space.role)
    ]
