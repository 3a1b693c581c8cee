"""The stop-watch above the running record: one key a line, paused, put right, going on after a power cut."""

from PySide6.QtCore import Qt

from app.ids import RecordId
from app.records.edits import AddRow, SetValue
from app.records.values import Row
from app.ui.forms.page import FormPage
from app.ui.forms.texts import ProseInput
from app.ui.forms.timed_rows import TimedRowsInput
from tests.helpers.hands import form_in_front
from tests.helpers.windows import Stage, commit, compose, press


def observing(stage: Stage) -> tuple[FormPage, TimedRowsInput, RecordId]:
    """The form of an observation, in a window."""
    record = stage.teacher.create("class_observation", {"topic": "秋天的雨"})
    window = stage.window()
    window.activateWindow()
    window.open_record(record)
    page = form_in_front(stage, window)
    assert page.form is not None
    rows = page.form.rows_of("record")
    assert isinstance(rows, TimedRowsInput)
    return page, rows, record


def lines(stage: Stage, record: RecordId) -> list[Row]:
    """The running record as the file has it."""
    value = stage.teacher.view(record).values.get("record")
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def test_one_key_begins_a_line_and_she_goes_on_writing_where_she_wrote(stage: Stage) -> None:
    """The first press starts the watch; words that an input method composes are taken when the button is pressed."""
    page, rows, record = observing(stage)
    rows.bar.begin_row()
    pupils = rows.rows[0].cells["pupils"]
    assert isinstance(pupils, ProseInput)
    pupils.box.setFocus()
    commit(pupils.box, "举手")
    stage.world.clock.pass_seconds(310)
    press(pupils.box, Qt.Key.Key_F2)
    stage.settle()
    second = rows.rows[1].cells["pupils"]
    assert isinstance(second, ProseInput)
    there = second.box.hasFocus()
    compose(second.box, "xiao")
    rows.begin_row(320)
    third = rows.rows[2].cells["pupils"]
    assert isinstance(third, ProseInput)
    commit(third.box, "笑")
    assert page.save_now()

    assert there
    assert [(row["time"], row["pupils"]) for row in lines(stage, record)] == [
        (0, "举手"),
        (310, "xiao"),
        (320, "笑"),
    ]


def test_it_is_paused_put_right_and_ended(stage: Stage) -> None:
    """When the lesson is over, the record says how long it lasted, and each stage has its time."""
    page, rows, record = observing(stage)
    bar, clock = rows.bar, stage.world.clock
    bar.turn.click()
    clock.pass_seconds(60)
    bar.turn.click()
    clock.pass_seconds(600)
    bar.time.setFocus()
    bar.time.selectAll()
    commit(bar.time, "5:00")
    bar.turn.click()
    clock.pass_seconds(10)
    bar.begin_row()
    commit(rows.rows[0].cells["stage"].stops()[0], "新授")
    clock.pass_seconds(120)
    bar.end.click()
    assert page.save_now()
    stage.settle()
    values = stage.teacher.view(record).values

    assert [row["time"] for row in lines(stage, record)] == [310]
    assert values["lasted"] == 430
    assert rows.stages.words.text() == "时间分配：新授 02:00"


def test_it_goes_on_after_a_power_cut(stage: Stage) -> None:
    """It is kept when it was started; another observation has a watch of its own."""
    _page, rows, record = observing(stage)
    rows.bar.begin_row()
    stage.settle()
    stage.world.clock.pass_seconds(95)
    page = stage.show(FormPage(stage.desk(), record, lambda _view: rows))
    page.shown()
    stage.settle(lambda: page.form is not None and page.form.whole)
    again = page.form.rows_of("record") if page.form is not None else None
    assert isinstance(again, TimedRowsInput)
    other = stage.teacher.create("class_observation", {"topic": "另一节"})

    assert again.bar.time.text() == "01:35"
    assert stage.teacher.preference(f"stopwatch {other}", "") == ""


def test_whoever_only_reads_has_no_watch(stage: Stage) -> None:
    record = stage.mentor.create("class_observation", {"topic": "雨"}, stage.world.shared())
    stage.mentor.edit(record, [AddRow("record", None, "AAAAAAAA"), SetValue("record/AAAAAAAA/time", 5)])
    stage.exchange()
    window = stage.window()
    window.open_record(record)
    page = form_in_front(stage, window)
    rows = page.form.rows_of("record") if page.form is not None else None
    assert isinstance(rows, TimedRowsInput)

    assert rows.bar.isHidden()
    assert rows.bar not in {stop.parent() for stop in rows.stops()}
