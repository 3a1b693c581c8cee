"""Spaces and their members; who keeps a space may invite."""

from PySide6.QtWidgets import QLabel, QPushButton

from app.sync.merge import merge_inbox
from app.sync.seal import seal_waiting
from app.ui.people.page import PeoplePage
from app.ui.people.sure import SureDialog
from app.workspace.workspace import Workspace
from tests.helpers.stories import last_envelope, owner_of, received
from tests.helpers.windows import Stage, parts


def words(page: PeoplePage) -> set[str]:
    """Everything that can be seen."""
    return {label.text() for label in parts(page, QLabel) if label.isVisible()}


def test_members_with_their_roles(stage: Stage) -> None:
    """Only the keeper has the button to invite."""
    mine, hers = (stage.show(PeoplePage(stage.desk(who))) for who in (stage.teacher, stage.mentor))
    for page in (mine, hers):
        page.shown()
    stage.settle(lambda: bool(mine.cards and hers.cards))
    invites = [
        [one for one in parts(page, QPushButton) if one.text() == stage.texts.say("people.invite")]
        for page in (mine, hers)
    ]

    assert {"秀兰和王敏", "李秀兰（我）", "王敏", "可以写", "管理人"} <= words(mine)
    assert [len(found) for found in invites] == [0, 1]


def test_somebody_without_a_space_is_told_how_to_come_to_one(stage: Stage) -> None:
    """And what the relay cannot read."""
    page = stage.show(PeoplePage(stage.desk(stage.world.person("赵老师"))))
    page.shown()
    stage.settle()

    assert {stage.texts.say(f"people.lesson_{key}") for key in ("join", "found", "keys")} <= words(page)


def test_the_dialogs_open(stage: Stage) -> None:
    """Each from its button."""
    page = stage.show(PeoplePage(stage.desk(stage.mentor)))
    space = next(one for one in stage.mentor.spaces() if not one.private)
    dialogs = [page.open_join(), page.open_found(), page.open_ticket(space)]
    stage.settle()

    assert all(dialog.isVisible() for dialog in dialogs)
    for dialog in dialogs:
        dialog.reject()


def button_of(page: PeoplePage, key: str) -> QPushButton:
    """The one button with these words that can be seen."""
    (found,) = [one for one in parts(page, QPushButton) if one.text() == page._say(key) and one.isVisible()]
    return found


def shown(stage: Stage, who: Workspace) -> PeoplePage:
    page = stage.show(PeoplePage(stage.desk(who)))
    page.shown()
    stage.settle(lambda: bool(page.cards))
    return page


def test_a_ticket_is_listed_and_withdrawn(stage: Stage) -> None:
    space = next(one for one in stage.mentor.spaces() if not one.private).space
    stage.mentor.make_ticket(space, "reader")
    page = shown(stage, stage.mentor)
    assert any("只看" in line and "王敏（我）发的" in line for line in words(page))
    button_of(page, "people.withdraw").click()
    (dialog,) = parts(page, SureDialog)
    dialog.begin()
    stage.settle(lambda: not dialog.isVisible() and stage.mentor.open_tickets(space) == [])
    stage.settle()
    assert not any("王敏（我）发的" in line for line in words(page))


def test_who_leaves_is_asked_and_may_stay(stage: Stage) -> None:
    page = shown(stage, stage.teacher)
    button_of(page, "people.leave").click()
    (dialog,) = parts(page, SureDialog)
    dialog.begin()
    stage.settle(lambda: not dialog.isVisible())
    stage.settle(lambda: stage.texts.say("people.leaving") in words(page))
    button_of(page, "people.stay").click()
    stage.settle(lambda: stage.texts.say("people.leaving") not in words(page))
    assert not stage.teacher.spaces()[1].leaving


def test_the_last_keeper_is_told_in_the_dialog_why_not(stage: Stage) -> None:
    page = shown(stage, stage.mentor)
    button_of(page, "people.leave").click()
    (dialog,) = parts(page, SureDialog)
    dialog.begin()
    stage.settle(lambda: dialog.notice.text != "")
    assert stage.texts.say("membership.last_keeper.what") in dialog.notice.text
    assert dialog.isVisible()
    dialog.reject()


def test_a_space_that_was_left_says_what_stays_and_what_never_went(stage: Stage) -> None:
    space = next(one for one in stage.mentor.spaces() if not one.private).space
    stage.mentor.remove_member(space, stage.teacher.me.person)
    stage.mentor.visit()
    stage.teacher.create("lesson_plan", {"topic": "没送出去的"}, space)
    stage.teacher.visit()
    page = shown(stage, stage.teacher)
    seen = words(page)
    assert {stage.texts.say("people.left_removed"), stage.texts.say("people.left_readable")} <= seen
    assert stage.texts.say("people.left_unsent", count=1) in seen
    button_of(page, "people.take_along").click()
    stage.settle(lambda: stage.texts.say("people.left_unsent", count=1) not in words(page))
    private = stage.teacher.spaces()[0].space
    assert [row.title for row in stage.teacher.list_records("lesson_plan", space=private)] == ["没送出去的"]


def test_what_waits_is_told_with_its_authors_name(stage: Stage) -> None:
    """What is safe and what to do stand below it."""
    space = next(one for one in stage.mentor.spaces() if not one.private).space
    envelopes = []
    for topic in ("第一份", "第二份"):
        stage.teacher.create("lesson_plan", {"topic": topic}, space)
        seal_waiting(owner_of(stage.teacher))
        envelopes.append(last_envelope(owner_of(stage.teacher), space))
    received(owner_of(stage.mentor), space, envelopes[-1])
    merge_inbox(owner_of(stage.mentor))
    page = shown(stage, stage.mentor)
    told = " ".join(words(page))
    assert "李秀兰的 1 份内容" in told
    assert stage.texts.say("envelope.missing.next") in told
