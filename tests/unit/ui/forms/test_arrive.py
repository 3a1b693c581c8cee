"""From a hit to its place in the record."""

from app.records.values import Row
from app.ui.forms.arrive import writing_at
from app.ui.forms.page import FormPage
from app.ui.forms.place import Place
from tests.helpers.windows import Stage, marked


def opened(stage: Stage, record: str) -> FormPage:
    window = stage.window()
    window.open_place(record, "notes", 3, 5)  # type: ignore[arg-type]  # a record's id is text
    page = window.page(f"record:{record}")
    assert isinstance(page, FormPage)
    stage.settle(lambda: page.form is not None and page.form.whole)
    return page


def test_the_words_are_in_sight_marked_and_have_the_caret_and_nothing_is_changed(stage: Stage) -> None:
    plan = stage.plan(notes="读一读落叶的诗。")
    page = opened(stage, plan)
    place = page.frame_of("notes")
    assert place is not None
    stage.settle(lambda: marked(place.box) != [])

    assert marked(place.box) == ["落叶"]
    assert place.box.textCursor().position() == 3
    assert not place.box.textCursor().hasSelection()
    assert place.box.hasFocus()
    assert page.save_now()
    assert stage.teacher.view(plan).values["notes"] == "读一读落叶的诗。"


def test_a_cell_of_a_row_is_found_by_its_path(stage: Stage) -> None:
    steps: list[Row] = [{"name": "导入", "teacher": "讲落叶的故事"}]
    plan = stage.plan(steps=steps)
    rows = stage.teacher.view(plan).values["steps"]
    assert isinstance(rows, list)
    first = rows[0]
    assert isinstance(first, dict)
    page = opened(stage, plan)
    path = f"steps/{first['id']}/teacher"
    page.go_to(Place(path, 1, 3))
    stage.settle()
    place = page.frame_of(path)
    assert place is not None
    stage.settle(lambda: marked(place.box) != [])
    assert marked(place.box) == ["落叶"]


def test_a_comment_is_shown_beside_its_text(stage: Stage) -> None:
    plan = stage.plan(notes="读一读落叶的诗。")
    stage.mentor.comment(plan, "notes", 3, 5, "哪一种落叶？")
    stage.exchange()
    (comment,) = stage.teacher.view(plan).comments
    page = opened(stage, plan)

    page.go_to(Place("notes", said=comment.record))

    stage.settle(lambda: page._chosen is not None)
    assert page.beside.isVisible()
    assert page._chosen is not None
    assert page._chosen.record == comment.record


def test_a_place_that_is_gone_does_no_harm(stage: Stage) -> None:
    page = opened(stage, stage.plan())
    for path in ("nowhere", "steps/none/teacher", ""):
        page.go_to(Place(path, 0, 2))
    stage.settle()
    assert stage.failures == []


def test_the_place_of_the_caret_is_told_in_code_points(stage: Stage) -> None:
    page = opened(stage, stage.plan(notes="𠮷野家的雨"))
    notes = page.frame_of("notes")
    assert notes is not None
    notes.box.setFocus()
    cursor = notes.box.textCursor()
    cursor.setPosition(4)  # the first character takes two of Qt's units
    notes.box.setTextCursor(cursor)

    assert writing_at(page) == Place("notes", 3, 3)
