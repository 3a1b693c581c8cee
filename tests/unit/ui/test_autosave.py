"""An edit leaves its field at most two seconds after the keystroke, and is kept until the file has it."""

import pytest

from app.errors import RecordError, StoreError
from app.ids import RecordId
from app.records.edits import AddRow, Mark, SetValue, WriteProse, field_of
from app.records.values import Row
from app.ui import autosave as timing
from app.ui.autosave import CEILING_MS, PAUSE_MS, Autosave, Draft, text_at
from app.workspace.workspace import Workspace
from tests.helpers.windows import Stage


@pytest.fixture
def plan(stage: Stage) -> RecordId:
    return stage.teacher.create("lesson_plan", {"topic": "雨", "notes": "一二三"})


@pytest.fixture
def autosave(stage: Stage, plan: RecordId) -> Autosave:
    return Autosave(stage.tasks, stage.teacher, plan)


def broken(monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """Let the next saves fail as a full disk makes them fail."""
    real, calls = Workspace.edit, []

    def edit(workspace: Workspace, *rest: object) -> object:
        calls.append(1)
        if len(calls) <= times:
            raise StoreError("store.full")
        return real(workspace, *rest)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(Workspace, "edit", edit)
    return calls


def test_edits_gather_for_a_pause_and_leave_together(stage: Stage, autosave: Autosave, plan: RecordId) -> None:
    """The later edit of a place stands for the earlier one."""
    saves: list[object] = []
    autosave.saved.connect(lambda saved, _drafts: saves.append(saved))
    for text in ("秋", "秋天", "秋天的雨"):
        autosave.put(Draft(SetValue("topic", text)))
    autosave.put(Draft(SetValue("slot", 3)))
    stage.settle(lambda: not autosave.unsaved)

    assert len(saves) == 1
    assert stage.teacher.view(plan).values["topic"] == "秋天的雨"
    assert stage.teacher.view(plan).values["slot"] == 3


def test_who_never_pauses_is_saved_all_the_same(stage: Stage, autosave: Autosave) -> None:
    """Keystrokes closer together than the pause, for longer than the ceiling."""
    saves: list[object] = []
    autosave.saved.connect(lambda saved, _drafts: saves.append(saved))
    for number in range((timing.CEILING_MS + timing.PAUSE_MS) // 10):
        autosave.put(Draft(SetValue("topic", f"雨{number}")))
        stage.bot.wait(10)

    assert saves


def test_the_pauses_keep_the_promise() -> None:
    """As they ship: two seconds behind the typing at most, with something left for the writing itself."""
    assert PAUSE_MS < CEILING_MS <= 1_900


def test_leaving_a_field_sends_at_once(stage: Stage, autosave: Autosave, plan: RecordId) -> None:
    """And closing waits until the file has it."""
    autosave.put(Draft(WriteProse("reflection", "想一想"), ""))

    assert autosave.flush_and_wait()
    assert stage.teacher.view(plan).values["reflection"] == "想一想"
    assert autosave.flush_and_wait()


def test_a_save_that_fails_is_kept_tried_again_and_told_the_second_time(
    stage: Stage, autosave: Autosave, plan: RecordId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And said to be over when it is over; edits made meanwhile come after it."""
    said: list[object] = []
    autosave.trouble.connect(said.append)
    broken(monkeypatch, 2)
    autosave.put(Draft(SetValue("topic", "旧")))
    autosave.flush()
    stage.settle()
    told_after_the_first = list(said)
    autosave.put(Draft(SetValue("topic", "新")))
    stage.settle(lambda: not autosave.unsaved)

    assert told_after_the_first == []
    assert [type(error) for error in said] == [StoreError, type(None)]
    assert stage.teacher.view(plan).values["topic"] == "新"


def test_closing_with_a_full_disk_says_so_and_keeps_the_edit(
    autosave: Autosave, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is dropped; the caller asks before the window closes."""
    broken(monkeypatch, 1)
    autosave.put(Draft(SetValue("topic", "新")))

    assert not autosave.flush_and_wait()
    assert autosave.unsaved
    assert autosave.flush_and_wait()


def test_an_edit_that_breaks_a_rule_does_not_hold_up_the_others(
    stage: Stage, autosave: Autosave, plan: RecordId
) -> None:
    """It is handed back to its field."""
    refused: list[tuple[Draft, RecordError]] = []
    autosave.refused.connect(lambda draft, error: refused.append((draft, error)))
    autosave.put(Draft(SetValue("taught_on", "下周")))
    autosave.put(Draft(SetValue("slot", 4)))
    stage.settle(lambda: not autosave.unsaved)

    assert [(field_of(draft.edit), error.code) for draft, error in refused] == [("taught_on", "record.bad_value")]
    assert stage.teacher.view(plan).values["slot"] == 4


def test_a_merge_in_between_is_not_undone(stage: Stage, autosave: Autosave, plan: RecordId) -> None:
    """The field still showed the text from before the merge when it was saved."""
    stage.teacher.edit(plan, [WriteProse("notes", "零一二三")])
    autosave.put(Draft(WriteProse("notes", "一二三四"), "一二三"))
    autosave.flush()
    autosave.put(Draft(WriteProse("notes", "一二三四五"), "一二三"))
    stage.settle(lambda: not autosave.unsaved)

    assert stage.teacher.view(plan).values["notes"] == "零一二三四五"


def test_what_belongs_to_which_field() -> None:
    """Cells belong to their rows' field; marks and rows are all kept."""
    assert field_of(WriteProse("steps/ab/teacher", "")) == "steps"
    assert field_of(Mark("grades", "3")) == "grades"
    assert Draft(AddRow("steps")).place is None
    rows: list[Row] = [{"id": "ab", "teacher": "问"}]

    assert text_at({"steps": rows}, "steps/ab/teacher") == "问"
    assert text_at({"steps": rows}, "steps/ab/pupils") == text_at({}, "notes") == ""
    assert text_at({"steps": rows}, "steps/gone/teacher") is text_at({}, "steps/ab/teacher") is None
