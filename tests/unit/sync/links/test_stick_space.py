"""One space on a stick: where a reader begins, and which of two logs counts."""

from pathlib import Path

import pytest

from app.clock import SystemClock
from app.protocol.failures import Refusal
from app.protocol.messages import EntryUp
from app.protocol.stick import Kept, LogFile
from app.sync.links.stick import StickLink
from app.sync.links.stick_files import StickFolder
from app.sync.links.stick_space import FILE_BYTES, StickSpace, place_behind
from tests.helpers.devices import Device

NOBODY = bytes(8)


@pytest.fixture
def teacher(tmp_path: Path) -> Device:
    link = StickLink(StickFolder(tmp_path), SystemClock())
    made = Device(link, link.stick, link.admission, 1)
    made.exchange(made.found())
    return made


def space(tmp_path: Path, teacher: Device) -> StickSpace:
    return StickSpace(StickFolder(tmp_path), teacher.space, NOBODY, 0)


def test_a_reader_begins_behind_what_he_has(tmp_path: Path, teacher: Device) -> None:
    """By device and number, so that it does not matter in which order files came to lie there."""
    for count in (2, 3, 1):
        teacher.exchange(teacher.envelopes(count))
    folder = StickFolder(tmp_path)

    places = [place_behind(folder, teacher.space, {teacher.id: number}) for number in range(8)]

    assert places == [0, 1, 2, 3, 4, 5, 6, 6]
    assert place_behind(folder, teacher.space, {}) == 0
    assert len(list(space(tmp_path, teacher).read(4, NOBODY))) == 2


def test_of_two_logs_the_first_written_counts(tmp_path: Path, teacher: Device) -> None:
    """Copied together by hand, or written by a member who cheats: either way one log, and the other is passed over."""
    before = list(teacher.entries)
    first, _ = teacher.invite()
    teacher.exchange(first)
    teacher.entries = list(before)
    second, _ = teacher.invite()
    assert isinstance(second[0], EntryUp)
    late = LogFile(teacher.space, (Kept(second[0].entry),), ())
    StickFolder(tmp_path).put(f"{teacher.space.hex()}/000009-{'0' * 16}-log.txs", late)

    assert space(tmp_path, teacher).entries == [*before, *(item.entry for item in first if isinstance(item, EntryUp))]


def test_entries_of_another_space_or_of_nobody_are_passed_over(tmp_path: Path, teacher: Device) -> None:
    folder = StickFolder(tmp_path)
    stranger = Device(teacher.relay, teacher.pin, teacher.admission, 9)
    stranger.found()
    bad = LogFile(teacher.space, (Kept(b"no entry at all"), Kept(stranger.entries[0])), (Kept(b"blob"),))
    folder.put(f"{teacher.space.hex()}/000000-{'0' * 16}-log.txs", bad)

    read = StickSpace(folder, teacher.space, NOBODY, 0)

    assert read.entries == teacher.entries
    assert folder.spoilt == 1


def test_long_visits_become_several_files(tmp_path: Path, teacher: Device) -> None:
    """None is larger than a laptop reads at once, and a stick that is pulled out costs one at most."""
    teacher.exchange(teacher.envelopes(5, size=FILE_BYTES // 2))

    sizes = [file.stat().st_size for file in tmp_path.rglob("*.txs")]
    assert max(sizes) < FILE_BYTES * 1.6
    assert len(list(space(tmp_path, teacher).read(0, NOBODY))) == 5


def test_a_space_that_is_not_here_holds_nothing(tmp_path: Path) -> None:
    empty = StickSpace(StickFolder(tmp_path), bytes(16), NOBODY, 0)

    assert (empty.entries, empty.length, empty.number(NOBODY)) == ([], 0, 0)
    with pytest.raises(Refusal):
        empty.known_state()
    assert list(tmp_path.iterdir()) == []
