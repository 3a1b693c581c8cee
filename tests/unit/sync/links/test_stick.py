"""The link to a stick, beyond the contract that it shares with relays (tests/protocol)."""

import shutil
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.errors import LinkError
from app.protocol.failures import Code
from app.protocol.messages import ASK_ACKS, Ack, EnvelopeUp, Item, Refused, SpaceAt
from app.sync.links.stick import StickLink
from app.sync.links.stick_files import ROOT, StickFolder
from tests.helpers.devices import Device
from tests.helpers.sticks import Pulled, contents


def link(folder: Path, files: Pulled | None = None) -> StickLink:
    return StickLink(StickFolder(folder, files=files), SystemClock())


def device_at(folder: Path, seed: int) -> Device:
    opened = link(folder)
    return Device(opened, opened.stick, opened.admission, seed)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Device, Device]:
    """A teacher and a mentor whose space lies on the stick."""
    teacher, mentor = device_at(tmp_path, 1), device_at(tmp_path, 2)
    teacher.exchange(teacher.found())
    uploads, ticket = teacher.invite()
    teacher.exchange(uploads)
    mentor.read_by_ticket(ticket)
    mentor.exchange(mentor.join(ticket))
    teacher.catch_up(teacher.exchange([]))
    return teacher, mentor


def taken(items: list[Item]) -> list[bytes]:
    return [item.envelope for item in items if isinstance(item, EnvelopeUp)]


def test_a_device_may_begin_with_any_number(pair: tuple[Device, Device]) -> None:
    """What everybody has had by the relay need not lie on each new stick; behind the first one there is no gap."""
    teacher, mentor = pair
    uploads = teacher.envelopes(6)

    assert teacher.exchange(uploads[3:5]).acks == [Ack(0, 5, 3)]
    assert mentor.exchange([]).envelopes == taken(uploads[3:5])
    assert teacher.exchange(uploads[:1]).refused == [Refused(Code.ENVELOPE_NUMBER, 0, 1)]
    assert teacher.exchange(uploads[5:]).acks == [Ack(0, 6, 3)]


def test_an_idle_visit_writes_one_small_file(pair: tuple[Device, Device], tmp_path: Path) -> None:
    """Sticks wear out: what is there is never written again."""
    teacher, _ = pair
    teacher.exchange(teacher.envelopes(3))
    before = contents(tmp_path)

    teacher.exchange([])

    after = contents(tmp_path)
    changed = [name for name in after if after[name] != before.get(name)]
    assert changed == [f"{ROOT}/visits/{teacher.id.hex()}.txs"]
    assert len(after[changed[0]]) < 40


def test_a_spoilt_file_is_written_again_by_its_own_device_alone(pair: tuple[Device, Device], tmp_path: Path) -> None:
    teacher, mentor = pair
    uploads = teacher.envelopes(3)
    for upload in uploads:
        teacher.exchange([upload])
    spoilt = next(tmp_path.rglob("*-2-2.txs"))
    spoilt.write_bytes(spoilt.read_bytes()[:-1])

    teacher.relay = link(tmp_path)
    assert mentor.exchange([], spaces=(SpaceAt(mentor.space, 0, 3),)).envelopes == taken([uploads[0], uploads[2]])
    assert teacher.exchange([], flags=ASK_ACKS).acks == [Ack(0, 1, 3)]
    assert teacher.exchange(uploads[1:]).acks == [Ack(0, 3, 3)]
    assert sorted(mentor.exchange([], spaces=(SpaceAt(mentor.space, 0, 3),)).envelopes) == sorted(taken(uploads))
    assert len(list(tmp_path.rglob("*-3-3.txs"))) == 1


def test_two_sticks_copied_together_by_hand_give_everything(pair: tuple[Device, Device], tmp_path: Path) -> None:
    """Names carry device and number, so no file hides another, and what lies there twice is given twice at most."""
    teacher, mentor = pair
    ours, theirs = tmp_path, tmp_path.with_name(tmp_path.name + " other")
    shutil.copytree(ours, theirs)
    uploads = teacher.envelopes(5)
    teacher.exchange(uploads[:2])
    teacher.relay = link(theirs)
    teacher.exchange(uploads[:4])
    mentor.relay = link(theirs)
    comment = mentor.envelopes(1)
    mentor.exchange(comment)

    shutil.copytree(theirs, ours, dirs_exist_ok=True)

    reader, mentor.relay = link(ours), link(ours)
    got = mentor.exchange([], spaces=(SpaceAt(mentor.space, 0, 3),)).envelopes
    assert set(got) == set(taken(uploads[:4]))
    teacher.relay = reader
    assert teacher.exchange(uploads[4:]).acks == [Ack(0, 5, 3)]
    assert teacher.exchange([], spaces=(SpaceAt(mentor.space, 0, 3),)).envelopes == taken(comment)


def test_files_of_other_names_are_neither_read_nor_touched(pair: tuple[Device, Device], tmp_path: Path) -> None:
    teacher, mentor = pair
    uploads = teacher.envelopes(1)
    teacher.exchange(uploads)
    (written,) = tmp_path.rglob("*-1-1.txs")
    for name in ("copy of it.txs", "000002-short-1-1.txs", "000003-" + "0" * 16 + "-9-1.txs", "Thumbs.db"):
        shutil.copy(written, written.with_name(name))
    misnamed = written.with_name(f"000009-{teacher.id.hex()}-5-5.txs")
    shutil.copy(written, misnamed)

    assert mentor.exchange([], spaces=(SpaceAt(mentor.space, 0, 3),)).envelopes == taken(uploads)
    assert teacher.exchange([], flags=ASK_ACKS).acks == [Ack(0, 1, 3)]
    assert misnamed.exists()


@pytest.mark.parametrize("limit", [10, 600])
def test_a_full_stick_keeps_what_it_has_and_can_be_read(
    pair: tuple[Device, Device], tmp_path: Path, limit: int
) -> None:
    teacher, mentor = pair
    uploads = teacher.envelopes(4)
    teacher.exchange(uploads[:2])
    teacher.relay = link(tmp_path, Pulled(limit, 28))

    with pytest.raises(LinkError) as failed:
        teacher.exchange([*uploads[2:], *teacher.envelopes(10)])

    assert failed.value.code == "stick.full"
    mentor.relay = link(tmp_path, Pulled(0, 28))
    assert mentor.exchange([]).envelopes == taken(uploads[:2])
    assert not list(tmp_path.rglob("~*"))


def test_a_visit_can_be_stopped(pair: tuple[Device, Device], tmp_path: Path) -> None:
    """What was taken stays; the next visit goes on."""
    teacher, mentor = pair
    uploads = teacher.envelopes(3)
    stopped = link(tmp_path)
    teacher.relay = stopped

    def stop(done: int, _whole: int) -> None:
        if done == 2:
            stopped.cancel()

    with pytest.raises(LinkError) as failed:
        list(stopped.exchange(teacher.hello(spaces=(SpaceAt(teacher.space, 0, 3),)), uploads, stop))

    assert failed.value.code == "link.lost"
    assert mentor.exchange([]).envelopes == taken(uploads[:2])
