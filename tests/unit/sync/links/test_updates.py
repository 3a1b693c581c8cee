"""A newer version comes from a real relay file by file, on from where a cut was, and only as it was published."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import LinkError, UpdateError
from app.protocol.relay_card import RelayCard
from app.protocol.release import FILE, MAX_RELEASE, Piece
from app.sync.links.updates import PART, Came, UpdatesLink
from tests.helpers.cutting_road import CuttingRoad
from tests.helpers.relay_process import RelayProcess
from tests.helpers.releases import piece

CONTENT = bytes(n * 7 % 251 for n in range(300_000))
ARCHIVE = piece("app-1.1.0-linux.txl", CONTENT)


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RelayProcess]:
    folder = tmp_path_factory.mktemp("updates")
    (folder / FILE).write_bytes(b"release")
    (folder / ARCHIVE.name).write_bytes(CONTENT)
    (folder / "other.txl").write_bytes(CONTENT[::-1])
    with RelayProcess(tmp_path_factory.mktemp("relay"), options=["--updates", str(folder)]) as running:
        yield running


@pytest.fixture
def link(relay: RelayProcess) -> Iterator[UpdatesLink]:
    made = UpdatesLink(relay.url, relay.card.pin)
    yield made
    made.close()


def counting(sizes: list[int], enough: int = 1 << 40) -> Came:
    """Notes what came, until it is enough."""

    def came(size: int) -> bool:
        sizes.append(size)
        return sum(sizes) < enough

    return came


def test_release_and_archives_come(link: UpdatesLink, tmp_path: Path) -> None:
    """With the same pin as visits; what is there already is not fetched again."""
    sizes: list[int] = []

    assert link.release() == b"release"
    link.fetch(ARCHIVE, tmp_path, counting(sizes))
    asked = link.traffic.requests
    link.fetch(ARCHIVE, tmp_path, counting(sizes))

    assert (tmp_path / ARCHIVE.name).read_bytes() == CONTENT
    assert (sum(sizes), link.traffic.requests) == (2 * len(CONTENT), asked)
    assert os.listdir(tmp_path) == [ARCHIVE.name]


def test_after_a_stop_it_goes_on_where_it_was(link: UpdatesLink, tmp_path: Path) -> None:
    """What came stays."""
    first: list[int] = []
    second: list[int] = []
    with pytest.raises(UpdateError, match=r"update\.stopped"):
        link.fetch(ARCHIVE, tmp_path, counting(first, 100_000))
    had = (tmp_path / (ARCHIVE.name + PART)).stat().st_size

    before = link.traffic.received
    link.fetch(ARCHIVE, tmp_path, counting(second))

    assert had >= 100_000
    assert second[0] == had
    assert link.traffic.received - before < len(CONTENT) - had + 4_096
    assert (tmp_path / ARCHIVE.name).read_bytes() == CONTENT


def test_a_road_that_breaks_costs_only_what_was_under_way(relay: RelayProcess, tmp_path: Path) -> None:
    """Each try brings some more of it."""
    tries = 0
    with CuttingRoad(relay.card.encode()) as road:
        road.after = 100_000
        link = UpdatesLink(RelayCard.parse(road.card).url, relay.card.pin)
        while not (tmp_path / ARCHIVE.name).exists():
            tries += 1
            assert tries < 8
            with contextlib.suppress(LinkError):
                link.fetch(ARCHIVE, tmp_path, counting([]))
        link.close()

    assert tries > 2
    assert (tmp_path / ARCHIVE.name).read_bytes() == CONTENT


def test_what_is_not_what_was_published_is_thrown_away(link: UpdatesLink, tmp_path: Path) -> None:
    """Another file of the same length; a longer one; one of which more is here than there can be."""
    other = Piece("other.txl", ARCHIVE.size, ARCHIVE.digest)
    with pytest.raises(UpdateError, match=r"update\.damaged"):
        link.fetch(other, tmp_path, counting([]))
    assert os.listdir(tmp_path) == []

    with pytest.raises(LinkError, match=r"link\.not_a_relay"):
        link.fetch(Piece(ARCHIVE.name, 9, ARCHIVE.digest), tmp_path, counting([]))
    (tmp_path / (ARCHIVE.name + PART)).write_bytes(CONTENT + b"more")
    link.fetch(ARCHIVE, tmp_path, counting([]))
    assert (tmp_path / ARCHIVE.name).read_bytes() == CONTENT


def test_a_relay_without_updates_says_so(link: UpdatesLink, tmp_path: Path) -> None:
    """And one with another certificate is no relay of hers."""
    with pytest.raises(UpdateError, match=r"update\.no_relay"):
        link.fetch(Piece("nothing.txl", 9, bytes(32)), tmp_path, counting([]))
    with RelayProcess(tmp_path / "relay") as bare:
        empty, stranger = UpdatesLink(bare.url, bare.card.pin), UpdatesLink(bare.url, bytes(32))
        with pytest.raises(UpdateError, match=r"update\.no_relay"):
            empty.release()
        with pytest.raises(LinkError, match=r"link\.certificate"):
            stranger.release()
        empty.close()


def test_an_endless_release_is_given_up(relay: RelayProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is small, whoever sends it."""
    monkeypatch.setattr("app.sync.links.updates.FILE", ARCHIVE.name)
    link = UpdatesLink(relay.url, relay.card.pin)

    with pytest.raises(UpdateError, match=r"update\.not_one"):
        link.release()
    assert link.traffic.received < MAX_RELEASE + 40_000
