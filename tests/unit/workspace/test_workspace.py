"""Every verb of the window is one of the modules below, and each answers on a store that was opened again."""

import inspect
from dataclasses import replace

import pytest

from app.errors import Bug
from app.records.edits import SetValue
from app.workspace.workspace import Workspace
from tests.helpers.world import World, desk_of

VERBS = {
    "today", "sync_line", "list_records", "view", "history", "create", "edit", "delete", "undelete", "share",
    "comment", "resolve", "set_step", "answer_step", "mark_read", "spaces", "found_space", "make_ticket",
    "read_ticket", "join", "visit", "import_text", "preview_file", "take_file", "export_text", "pages", "printables",
    "word_file", "left_at", "begin_preparation",
    "preference", "set_preference", "close",
    "open_tickets", "withdraw_ticket", "set_role", "remove_member", "leave_space", "stay", "left_spaces", "take_along",
    "aside", "rename_me", "rename_space", "strike_device",
    "answer_request", "bring_back", "card_state", "choose_circle", "circle", "open_request", "recovery_card",
    "recovery_page", "rehearsal", "rehearse", "sticks", "exchange_with_stick", "carry_letters",
    "beginnings", "copy", "from_built_in", "save_as_template", "rename_template", "known_names",
    "undoable", "undo", "redo", "find", "index_some", "outline", "rows",
    "timeline", "changes_since", "changes_between", "go_back", "rows_removed", "bring_row_back", "arrivals",
    "reply", "reword", "withdraw", "tick_step", "steps_with", "my_term", "queue", "review",
    "attach", "file_content", "file_states", "fetch_files",
    "safekeeping", "copy_now", "look_after", "test_copies", "restore", "keep_no_copies_beside", "repair_understood",
    "partnerships", "alliances", "people_to_hand_over", "handover", "hand_over", "handovers_under_way", "moving",
    "move_school",
}  # fmt: skip


def test_the_verbs_are_those_that_the_screens_were_promised() -> None:
    """A verb that is taken away breaks a screen; one that is added is named here."""
    found = {name for name, _ in inspect.getmembers(Workspace, inspect.isfunction) if not name.startswith("_")}

    assert found == VERBS
    assert [name for name in sorted(found) if not inspect.getdoc(getattr(Workspace, name))] == []


def test_what_every_verb_left_is_there_after_a_restart(world: World) -> None:
    """A story through all of them, and the same picture before and after."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": "看图。"}, world.shared())
    teacher.visit()
    mentor.visit()
    mentor.comment(plan, "notes", 0, 1, "看什么？")
    mentor.set_step(plan, "再试一次", "2026-12-04", teacher.me.person)
    mentor.mark_read(plan)
    mentor.visit()
    teacher.visit()
    teacher.resolve(teacher.view(plan).comments[0].record)
    teacher.answer_step(teacher.view(plan).steps[0].record, "试了", True)
    teacher.edit(plan, [SetValue("class_name", "三班")])
    before = teacher.view(plan), teacher.today(), teacher.spaces(), teacher.history(plan), teacher.sync_line()
    teacher = world.reopen("李秀兰")

    after = teacher.view(plan), teacher.today(), teacher.spaces(), teacher.history(plan), teacher.sync_line()
    assert after == before
    assert teacher.me.name == "李秀兰"
    assert teacher.kinds.get("lesson_plan") is not None


def test_no_verb_works_after_closing(world: World) -> None:
    """A late click must fail loudly rather than write into a file that another window may hold."""
    teacher = world.person("李秀兰")
    teacher.close()
    with pytest.raises(Bug):
        teacher.list_records()

    assert world.reopen("李秀兰").list_records() == []


def test_a_space_that_she_left_is_in_her_list_no_more(world: World) -> None:
    """What she has of it stays readable."""
    teacher, _ = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天"}, world.shared())
    spaces = desk_of(teacher).store.spaces
    row = spaces.get(world.shared())
    assert row is not None
    spaces.put(replace(row, active=False))

    assert [space.private for space in teacher.spaces()] == [True]
    assert teacher.view(plan).title == "秋天"
