"""A laptop is lost; another one, a recovery card, and a real relay: everything that was shared is there again."""

import functools
import shutil
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.crypto import passphrase
from app.paths import open_home
from app.workspace import coming_back, signing_in
from app.workspace.key_store import KeyStore
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.homecoming import Safe
from tests.helpers.relay_process import RelayProcess

PIN = "2580"


def laptop(folder: Path) -> People:
    return People(open_home(folder), SystemClock(), key_store=KeyStore(Safe()))


def visits(*people: Workspace) -> None:
    for _ in range(2):
        for workspace in people:
            assert workspace.visit().trouble == ()


def test_laptop_lost_and_card_in_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two spaces, a plan in each and a comment; the file on the lost laptop is gone, and so is nothing else."""
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))
    with RelayProcess(tmp_path / "relay") as relay:
        mentor = laptop(tmp_path / "mentor").create("王敏", PIN)
        old = laptop(tmp_path / "old")
        teacher = old.create("李秀兰", PIN)
        plans = []
        for name in ("秀兰和王敏", "教研组"):
            space = mentor.found_space(name, relay.card.encode()).space
            ticket = mentor.make_ticket(space, "writer")
            visits(mentor)
            teacher.join(ticket.text)
            plans.append(teacher.create("lesson_plan", {"topic": name + "的教案", "notes": "中间的话。"}, space))
        visits(teacher, mentor)
        mentor.comment(plans[0], "notes", 0, 2, "好")
        visits(mentor, teacher)
        card = teacher.recovery_card()
        teacher.close()
        shutil.rmtree(tmp_path / "old")

        new = laptop(tmp_path / "new")
        again = new.come_back(coming_back.read_card(new, "".join(card.chinese), card.code), "李秀兰", "8642")
        visits(again)

        assert [again.view(plan).title for plan in plans] == ["秀兰和王敏的教案", "教研组的教案"]
        assert [comment.body for comment in again.view(plans[0]).comments] == ["好"]
        assert {space.role for space in again.spaces() if not space.private} == {"writer"}
        again.create("lesson_plan", {"topic": "新电脑上写的"}, again.spaces()[1].space)
        visits(again, mentor)
        assert "新电脑上写的" in {row.title for row in mentor.list_records()}
        again.close()
        new.sign_in(again.me.person, "8642").close()
        mentor.close()
