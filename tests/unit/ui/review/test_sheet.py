"""The page to read, and the map between its places and the places in the fields."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.records.values import Row
from app.ui.review.sheet import Selected, Sheet
from tests.helpers.windows import Stage, marked, press, type_keys


def sheet(stage: Stage) -> Sheet:
    """A plan with a text beyond the basic plane, and rows."""
    rows: list[Row] = [{"name": "导入", "minutes": 5, "teacher": "😀先猜\n再翻𠮷"}]
    objectives: list[Row] = [{"text": "能数到三十一"}]
    plan = stage.plan(steps=rows, key_point="一二三", objectives=objectives)
    stage.mentor.comment(plan, _cell(stage, plan), 1, 3, "好")
    stage.exchange()
    view = stage.teacher.view(plan)
    made = Sheet(stage.desk())
    made.resize(700, 500)
    stage.show(made)
    made.show_record(view)
    made.mark(view.comments, None)
    return made


def _cell(stage: Stage, plan: str) -> str:
    steps = stage.teacher.view(plan).values["steps"]  # type: ignore[arg-type]  # a RecordId is a str
    assert isinstance(steps, list)
    assert isinstance(steps[0], dict)
    return f"steps/{steps[0]['id']}/teacher"


def test_what_is_selected_is_counted_in_characters(stage: Stage) -> None:
    """Across a line end and beyond the basic plane."""
    made = sheet(stage)
    path = next(stretch.path for stretch in made.stretches if stretch.text.startswith("😀"))

    assert made.select(path, 1, 6)
    assert made.what_is_selected() == Selected(path, 1, 6, "先猜\n再翻")
    assert made.select("key_point", 0, 2)
    assert made.what_is_selected() == Selected("key_point", 0, 2, "一二")
    assert not made.select("no such field", 0, 1)


def test_places_of_comments_are_coloured(stage: Stage) -> None:
    """In the words that they mean."""
    made = sheet(stage)

    assert marked(made) == ["先猜"]


def test_a_selection_over_several_fields_counts_as_the_first(stage: Stage) -> None:
    """A comment stands beside one field."""
    made = sheet(stage)
    made.selectAll()
    selected = made.what_is_selected()

    assert selected is not None
    assert (selected.start, selected.end) == (0, len(selected.quote))
    assert (selected.quote, selected.value) == ("秋天的雨", True)


def test_keys_go_to_the_comment_only_with_a_selection(stage: Stage) -> None:
    """Else they move the caret."""
    made = sheet(stage)
    typed: list[QKeyEvent] = []
    finished: list[int] = []
    made.typed.connect(typed.append)
    made.finished.connect(lambda: finished.append(1))
    type_keys(made, "a")
    before = list(typed)
    made.select("key_point", 0, 2)
    type_keys(made, "b")
    press(made, Qt.Key.Key_Return)

    assert before == []
    assert len(typed) == 1
    assert finished == [1]


def test_a_record_that_has_not_changed_keeps_its_selection(stage: Stage) -> None:
    """A comment that arrives must not undo what she is marking."""
    made = sheet(stage)
    made.select("key_point", 0, 2)
    (row,) = stage.teacher.list_records("lesson_plan")
    made.show_record(stage.teacher.view(row.record))

    assert made.what_is_selected() is not None


def test_a_comment_stays_at_its_words_where_prose_is_shown_formatted(stage: Stage) -> None:
    """The marks of the plain text are not on the page; places count them nevertheless."""
    text = "# 导入😀\n1、猜一猜\n| 环节 | 分 |\n| 读 | 5 |"
    plan = stage.plan(reflection=text)
    start = text.index("猜一猜")
    stage.mentor.comment(plan, "reflection", start, text.index("读"), "好")
    stage.exchange()
    view = stage.teacher.view(plan)
    made = Sheet(stage.desk())
    stage.show(made)
    made.show_record(view)
    made.mark(view.comments, None)

    assert marked(made) == ["猜一猜", "环节", "分"]
    assert made.select("reflection", start, start + 3)
    assert made.what_is_selected() == Selected("reflection", start, start + 3, "猜一猜")
