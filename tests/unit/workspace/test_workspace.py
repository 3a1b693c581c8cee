"""Every verb of the window is one of the modules below, and each answers on a store that was opened again."""

import inspect
from dataclasses import replace

import pytest

from app.errors import Bug
from app.records.edits import SetValue
from app.workspace.workspace import Workspace
from tests.helpers.world import World, desk_of

VERBS = {
    "accept", "addressees", "agree", "agree_to_counts", "agreement", "alliances", "answer", "answer_contact",
    "answer_pairing", "answer_pairings", "answer_request", "answer_step", "answer_view", "archive", "arrivals",
    "aside", "ask", "ask_contact", "ask_for_update", "ask_unsigned", "ask_witness", "attach", "be_ready",
    "begin_charter", "begin_contact",
    "begin_from", "begin_message", "begin_preparation", "begin_task", "beginnings", "begins_from",
    "begun", "bring_back", "bring_row_back", "calendar", "card_state", "care_space", "carry_letters",
    "changes_between", "changes_since", "charter", "choose_circle", "choose_lesson", "circle", "close", "colleagues",
    "comment", "contact_requests", "copy", "copy_now", "counters", "counts_consent", "create", "decline", "delete",
    "draft_report", "edit", "end_pairing", "exchange_with_stick", "export_text", "families", "fetch_files",
    "find_installers", "put_installers", "prepare_stick", "stick_sizes",
    "find_kit", "join_from_stick", "open_ticket_file", "prepare_tickets", "prepared_tickets", "withdraw_prepared",
    "file_content", "file_states", "find", "finish_message", "flag", "found_attention", "found_for", "found_space",
    "from_built_in", "gather", "gather_spots", "give_feedback", "give_step", "go_back", "grant_contact", "hand_over",
    "handover", "handovers_under_way", "history", "import_text", "index_some", "invitations", "invite",
    "invite_guests", "join", "jot", "keep_begun", "keep_no_copies_beside", "keep_pack", "known_names", "leave_space",
    "left_at", "left_spaces", "lend_founding", "lends_founding", "lesson_minutes", "let_lead", "limits",
    "list_records", "look_after", "make_care_spaces", "make_circles", "make_story", "make_ticket", "mark_read",
    "matching", "matching_counts", "may_found", "may_open_box", "messages", "milestones", "move_school", "moving",
    "mutual", "my_card", "my_pupils", "my_term", "nameless", "next_meetings", "numbers", "open_box", "open_boxes",
    "open_request", "open_tickets", "outline", "own_circles", "pack", "pack_front", "pack_names", "pack_part",
    "pack_word", "pages", "partnerships", "people_to_hand_over", "plan_meeting", "planned_circles", "preference",
    "preview_file", "preview_roster", "printables", "profile", "progress", "propose", "propose_many", "pupil",
    "pupil_choices", "pupil_homes", "pupils", "purpose", "questions", "questions_waiting", "queue", "read_ticket",
    "reassign", "recovery_card", "recovery_page", "redo", "rehearsal", "rehearse", "related", "related_view",
    "release_counts", "reminders", "remove_member", "rename_me", "rename_space", "rename_template",
    "repair_understood", "reply", "resolve", "restore", "review", "reword", "roster_with", "rows", "rows_removed",
    "safekeeping", "save_as_template", "say_of_myself", "schools", "set_end", "set_preference", "set_profile",
    "set_purpose", "set_role", "set_step", "settle", "share", "sign_seen", "spaces", "spaces_for", "star", "stay",
    "steps_with", "sticks", "strike_device", "suggestions", "summary_pages", "summary_word", "sync_line",
    "take_along", "take_back_ready", "take_file", "take_pupils", "term", "term_tasks", "test_copies", "tick_step",
    "timeline", "today", "trail", "trail_file", "trail_pages", "undelete", "undo", "undoable", "unflag", "unreleased",
    "unsigned_questions", "view", "visit", "wish", "withdraw", "withdraw_ticket", "word_file",
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
