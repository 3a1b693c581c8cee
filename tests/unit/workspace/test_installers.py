"""Installers come onto a stick only as somebody signed them, whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from app.crypto.signing import SigningKey
from app.errors import FileError, Known, LinkError
from app.protocol.release import FILE
from app.sync.engine import never, no_progress
from app.workspace import releases
from app.workspace.installers import AT_TOP, find_installers, free_on, put_installers, size_of
from tests.helpers.releases import KEY, RUN, SETUP, shelf_of_installers


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releases, "release_key", lambda: KEY.public)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with two installers and the release that names them."""
    return shelf_of_installers(tmp_path / "shelf")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def put(stick: Path, *files: Path) -> list[str]:
    return [installer.path.name for installer in put_installers(stick, files, no_progress, never)]


def lying(stick: Path) -> dict[str, bytes]:
    """Installers and release, at the stick's top and in its folder."""
    folder = stick / "TONGXING" / "install"
    files = [*stick.iterdir(), *(folder.iterdir() if folder.exists() else ())]
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def test_what_a_release_names_is_copied_with_the_release(shelf: Path, stick: Path) -> None:
    told: list[tuple[int, int]] = []
    files = [shelf / SETUP, shelf / RUN]
    found = put_installers(stick, files, lambda done, whole, _: told.append((done, whole)), never)
    assert {installer.path.name: installer.system for installer in found} == {AT_TOP: "windows", RUN: "linux"}
    assert lying(stick) == {
        AT_TOP: (shelf / SETUP).read_bytes(),
        RUN: (shelf / RUN).read_bytes(),
        FILE: (shelf / FILE).read_bytes(),
    }
    assert (stick / AT_TOP).is_file(), "what a newcomer double-clicks lies beside the guide, and once"
    assert told[-1] == (size_of(found), size_of(found))
    assert [installer.path.name for installer in find_installers(stick)] == [RUN, AT_TOP]
    assert [installer.path.name for installer in find_installers(shelf)] == [RUN, SETUP]
    assert free_on(stick) > 0


def test_a_file_that_nobody_signed_is_refused(shelf: Path, stick: Path, tmp_path: Path) -> None:
    """A stranger's file, another one of the same name and length, one without a release, or with a stranger's."""
    (shelf / "free-game.exe").write_bytes(b"MZ")
    bare, foreign = tmp_path / "bare", shelf_of_installers(tmp_path / "foreign", key=SigningKey.from_seed(bytes(32)))
    bare.mkdir()
    (bare / SETUP).write_bytes((shelf / SETUP).read_bytes())
    for file in (shelf / "free-game.exe", bare / SETUP, foreign / SETUP):
        with pytest.raises(Known) as raised:
            put(stick, file)
        assert raised.value.code in ("kit.not_vouched", "update.not_ours")
    (shelf / SETUP).write_bytes(b"MZ" + bytes(699_999) + b"!")
    with pytest.raises(FileError) as altered:
        put(stick, shelf / SETUP)
    assert (altered.value.code, altered.value.fields["file"]) == ("kit.not_vouched", SETUP)
    assert lying(stick) == {}
    assert find_installers(bare) == find_installers(foreign) == []


def test_newer_ones_take_the_place_and_older_ones_are_refused(shelf: Path, stick: Path, tmp_path: Path) -> None:
    put(stick, shelf / SETUP, shelf / RUN)
    newer = shelf_of_installers(tmp_path / "newer", counter=3, setup="tongxing-0.1.3-setup.exe")
    put(stick, newer / "tongxing-0.1.3-setup.exe", newer / RUN)
    assert lying(stick)[AT_TOP] == (newer / "tongxing-0.1.3-setup.exe").read_bytes()
    assert set(lying(stick)) == {AT_TOP, RUN, FILE}
    with pytest.raises(FileError) as raised:
        put(stick, shelf / SETUP)
    assert (raised.value.code, raised.value.fields["version"]) == ("kit.older_there", "0.1.3")
    assert set(lying(stick)) == {AT_TOP, RUN, FILE}


def test_what_is_there_is_not_copied_again_and_what_is_spoilt_is(shelf: Path, stick: Path) -> None:
    put(stick, shelf / SETUP)
    copied: list[str] = []

    def keep(path: Path, to: Path) -> None:
        copied.append(to.name)
        os.replace(path, to)

    put_installers(stick, [shelf / SETUP], no_progress, never, keep)
    assert copied == [FILE]
    there = stick / AT_TOP
    there.write_bytes(bytes(there.stat().st_size))
    put_installers(stick, [shelf / SETUP], no_progress, never, keep)
    assert copied == [FILE, AT_TOP, FILE]
    assert there.read_bytes() == (shelf / SETUP).read_bytes()


def test_a_stick_passes_its_installers_on_to_another_stick(shelf: Path, stick: Path, tmp_path: Path) -> None:
    put(stick, shelf / SETUP, shelf / RUN)
    second = tmp_path / "second"
    second.mkdir()
    put(second, *(installer.path for installer in find_installers(stick)))
    assert lying(second) == lying(stick)
    (stick / AT_TOP).write_bytes(b"MZ" + bytes(699_999) + b"!")
    third = tmp_path / "third"
    third.mkdir()
    with pytest.raises(FileError, match=r"kit\.not_vouched"):
        put(third, stick / AT_TOP)
    assert lying(third) == {}


def test_an_installer_where_earlier_programs_laid_it_is_found_and_then_moved_to_the_top(
    shelf: Path, stick: Path
) -> None:
    before = stick / "TONGXING" / "install"
    before.mkdir(parents=True)
    for name in (SETUP, FILE):
        (before / name).write_bytes((shelf / name).read_bytes())
    (stick / "~mine.tmp").write_bytes(b"not ours")
    assert [installer.path for installer in find_installers(stick)] == [before / SETUP]
    put(stick, before / SETUP)
    assert set(lying(stick)) == {AT_TOP, FILE, "~mine.tmp"}


@pytest.mark.parametrize("at", [0, 1])
def test_pulled_out_the_stick_holds_no_half_file(shelf: Path, stick: Path, at: int) -> None:
    """Nor one that is whole without the release, to whoever looks."""
    left = [at]

    def keep(path: Path, to: Path) -> None:
        if not left[0]:
            raise OSError(errno.EIO, "pulled out")
        left[0] -= 1
        os.replace(path, to)

    with pytest.raises(LinkError) as raised:
        put_installers(stick, [shelf / SETUP], no_progress, never, keep)
    assert raised.value.code == "stick.gone"
    assert set(lying(stick)) == ({AT_TOP} if at else set())
    assert find_installers(stick) == []
    with pytest.raises(LinkError):
        put_installers(stick, [shelf / RUN], no_progress, lambda: True)
    put(stick, shelf / SETUP)
    assert set(lying(stick)) == {AT_TOP, FILE}


def test_a_full_stick_says_so(shelf: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LinkError) as raised:
        put(stick, shelf / SETUP)
    assert (raised.value.code, lying(stick)) == ("stick.full", {})
