"""What binds every window: typing in every kind, in two languages, by input methods. (test_walks.py: all the rest.)"""

from itertools import cycle
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ids import RecordId
from app.records.edits import WriteProse
from app.records.kinds import ALL
from app.resources import LANGUAGES
from app.ui.forms.page import FormPage
from app.ui.forms.texts import LineInput, ProseInput
from app.ui.main_window import MainWindow
from tests.helpers.windows import Stage, commit, compose

KINDS = [kind.key for kind in ALL if kind.alone]


def form_of(stage: Stage, window: MainWindow, record: RecordId) -> FormPage:
    """The open form of a record, wholly built, every section unfolded."""
    window.open_record(record)
    page = window.page(f"record:{record}")
    assert isinstance(page, FormPage)
    stage.settle(lambda: page.form is not None and page.form.whole)
    for section in page.form.sections if page.form else []:
        section.set_open(True)
    stage.settle()
    return page


@pytest.mark.parametrize(("kind", "language"), [*zip(KINDS, cycle(LANGUAGES), strict=False)])
def test_every_text_field_of_every_kind_takes_typing(qtbot: QtBot, tmp_path: Path, kind: str, language: str) -> None:
    """By an input method, with a character beyond the basic plane; all of it is in the file."""
    stage = Stage(qtbot, tmp_path, language)
    fenced = next(bool(one.places) or one.mutual is not None for one in ALL if one.key == kind)
    record = stage.teacher.create(kind, {}, None if fenced else stage.world.shared())
    page = form_of(stage, stage.window(), record)
    assert page.form is not None
    typed = {}
    for frame in page.form.frames():
        if isinstance(frame.input, LineInput | ProseInput):
            text = f"{frame.field.key} 骨𠮷😀"
            commit(frame.input.box, text)
            typed[frame.field.key] = text
    assert page.save_now()

    values = stage.teacher.view(record).values
    assert {key: values[key] for key in typed} == typed
    assert typed
    stage.close()


def test_a_merge_waits_for_an_input_method_and_then_shows(stage: Stage) -> None:
    """Her mentor's words arrive by a visit while she composes in the same field."""
    plan = stage.plan(key_point="中间")
    window = stage.window()
    page = form_of(stage, window, plan)
    place = page.frame_of("key_point")
    other = page.frame_of("difficult_point")
    assert place is not None
    assert other is not None
    compose(place.box, "hou")
    stage.mentor.edit(plan, [WriteProse("key_point", "前中间"), WriteProse("difficult_point", "难")])
    stage.mentor.visit()
    window.sync_now()
    stage.settle(lambda: other.box.text == "难")
    while_composing = place.box.text
    place.box.moveCursor(place.box.textCursor().MoveOperation.End)
    compose(place.box, "")
    commit(place.box, "后")
    stage.settle(lambda: not page.unsaved)
    stage.settle(lambda: place.box.text == stage.teacher.view(plan).values["key_point"])

    assert while_composing == "中间"
    assert place.box.text in ("前中间后", "后前中间", "前后中间")


def test_ten_thousand_rows_are_there_at_once_and_only_those_in_sight_are_fetched(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list knows its length from the beginning; what comes into sight is asked for."""
    from app.ui.lists.page import ListPage
    from app.workspace.listing import Outline
    from app.workspace.views import RecordRow, Travel
    from app.workspace.workspace import Workspace

    order = [RecordId(f"r{at}") for at in range(10_000)]
    fetched: list[RecordId] = []

    def rows(_me: object, records: list[RecordId]) -> list[RecordRow]:
        fetched.extend(records)
        return [
            RecordRow(record, "lesson_plan", f"课 {record}", "圈", False, "李", True, 1, {}, False, Travel.HERE)
            for record in records
        ]

    def outline(me: object, *_query: object, first: int, **_more: object) -> Outline:
        return Outline(tuple(order), tuple(rows(me, order[:first])))

    monkeypatch.setattr(Workspace, "outline", outline)
    monkeypatch.setattr(Workspace, "rows", rows)
    page = stage.show(ListPage(stage.desk(), "lesson_plan"))
    page.shown()
    stage.settle(lambda: page.model.rowCount() == 10_000)
    assert len(fetched) < 200

    page.table.scrollToBottom()

    stage.settle(lambda: page.model.data(page.model.index(9_999, 0)) == "课 r9999")
    assert len(fetched) < 400
    assert page.table.rowAt(page.table.viewport().height() - 1) == 9_999 or page.table.rowAt(0) > 9_000
