"""A relay that strips, reorders, exchanges, cuts or alters the pieces of pictures: refused and said, or harmless; text
comes all the same, and once the relay is honest so do the pictures."""

import os

import pytest

from app.ids import RecordId
from app.records.files import all_attached
from app.workspace.attachments import NewFile, Presence
from app.workspace.workspace import Workspace
from tests.helpers.hostile import Village, agree, owner_of
from tests.relay.attacks_on_files import HOW


def attach(village: Village, author: Workspace, *sizes: int) -> RecordId:
    """A plan with pictures of random bytes."""
    plan = village.plan(author, "有图的课")
    files = [NewFile(f"{number}.jpg", "jpeg", os.urandom(size)) for number, size in enumerate(sizes)]
    author.attach(plan, "attachments", files)
    return plan


def here(workspace: Workspace, plan: RecordId) -> list[bool]:
    """Which of the plan's pictures are whole on this laptop."""
    files = all_attached(workspace.view(plan).values["attachments"])
    states = workspace.file_states(plan, files)
    return [states[file.file].presence is Presence.HERE for file in files]


def fetch(workspace: Workspace, plan: RecordId) -> tuple[str, ...]:
    """Ask for a plan's pictures, over any link; what the visit complains of."""
    workspace.fetch_files(plan)
    return workspace.visit().trouble


@pytest.mark.parametrize("how", HOW)
def test_twisted_pieces_are_refused_and_said_or_harmless(village: Village, how: str) -> None:
    keeper, teacher = village.circle("writer")
    plan = attach(village, teacher, 140_000)
    assert fetch(teacher, plan) == ()
    owner_of(keeper).store.identity.remove(f"pace {village.relay.card.pin.hex()}")
    village.relay.attack("twist_files", how=how)

    trouble = keeper.visit().trouble
    trouble += fetch(keeper, plan)

    assert village.relay.strikes
    assert here(keeper, plan) == [how == "repeat"]
    assert ("attachment.refused" in trouble) is (how not in ("repeat", "truncate"))
    village.relay.honest()
    assert fetch(keeper, plan) == ()
    assert here(keeper, plan) == [True]
    agree([keeper, teacher], "有图的课")


def test_one_picture_given_for_another_is_refused_and_said(village: Village) -> None:
    """Both are genuine; neither is the one that its record names there."""
    keeper, teacher = village.circle("writer")
    plan = attach(village, teacher, 70_000, 70_000)
    assert fetch(teacher, plan) == ()
    village.relay.attack("one_file_for_another")
    trouble = keeper.visit().trouble + fetch(keeper, plan)

    assert village.relay.strikes
    assert "attachment.refused" in trouble
    assert here(keeper, plan) == [False, False]
    village.relay.honest()
    assert fetch(keeper, plan) == ()
    assert here(keeper, plan) == [True, True]


def test_pieces_thrown_away_and_called_there_are_brought_again_in_time(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing else is lost by the lie; after a week the laptop asks once more."""
    keeper, teacher = village.circle("writer")
    plan = attach(village, teacher, 70_000)
    village.relay.attack("say_that_files_are_there")
    assert fetch(teacher, plan) == ()
    assert village.relay.strikes
    village.relay.honest()
    keeper.visit()
    assert fetch(keeper, plan) == ()
    assert here(keeper, plan) == [False]

    monkeypatch.setattr("app.store.attachments.BELIEVED", -1)
    assert fetch(teacher, plan) == ()
    assert fetch(keeper, plan) == ()
    assert here(keeper, plan) == [True]


def test_boasting_of_pieces_is_harmless(village: Village) -> None:
    keeper, teacher = village.circle("writer")
    plan = attach(village, teacher, 70_000)
    village.relay.attack("say_that_more_is_there")
    assert fetch(teacher, plan) == ()
    keeper.visit()
    assert fetch(keeper, plan) == ()
    assert village.relay.strikes
    village.relay.honest()
    monkey = owner_of(teacher).store.attachments
    monkey.forget_there(village.relay.card.pin, village.space)
    assert fetch(teacher, plan) == ()
    assert fetch(keeper, plan) == ()
    assert here(keeper, plan) == [True]
