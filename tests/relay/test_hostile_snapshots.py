"""A relay that alters, exchanges or mixes the chunks of a keeper's snapshots: a newcomer takes none of it, is told, and
has everything from the log."""

from pathlib import Path

import pytest

from app.sync import snapshot_making
from app.sync.budget import pace_name
from app.workspace.workspace import Workspace
from tests.helpers.hostile import Village, agree, owner_of
from tests.helpers.newcomers import GOOD

FEW = 6


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A snapshot after a handful of envelopes, in chunks of a few records."""
    monkeypatch.setattr(snapshot_making, "GROWN", FEW)
    monkeypatch.setattr(snapshot_making, "CHUNK_AIM", 1_000)


def grow(village: Village, keeper: Workspace, teacher: Workspace, first: int) -> list[str]:
    """So many envelopes, and then the keeper's snapshot of them."""
    topics = [f"第{number}课" for number in range(first, first + FEW + 2)]
    for number, topic in enumerate(topics):
        text = "".join(chr(0x4E00 + (n * 7919 + (first + number) * 104_729) % 20_000) for n in range(300))
        village.plan(teacher, topic, text)
        teacher.visit()
        keeper.visit()
    pin = village.relay.card.pin
    owner_of(keeper).store.identity.set_text(pace_name(pin), GOOD.encode())
    for _ in range(2):
        assert not keeper.visit().trouble
    return topics


@pytest.mark.parametrize("how", ["flip", "swap", "mix"])
def test_a_spoilt_snapshot_is_refused_and_the_log_gives_everything(village: Village, tmp_path: Path, how: str) -> None:
    keeper, teacher = people = village.circle("writer")
    newcomer = village.bring(keeper, "新来的")
    topics = grow(village, keeper, teacher, 0)
    old = village.relay.copy(tmp_path / "old.db")
    topics += grow(village, keeper, teacher, len(topics))
    village.relay.attack("spoil_snapshot", how=how, old=str(old))

    newcomer.visit()

    assert village.relay.strikes
    village.relay.honest()
    village.plan(teacher, "以后的课")
    for _ in range(3):
        for person in (*people, newcomer):
            person.visit()
    agree([*people, newcomer], *topics, "以后的课")
    village.settle(*people, newcomer)
