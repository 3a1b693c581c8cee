"""Only what the release key signed, to the byte, is a release."""

from pathlib import Path

import pytest

from app.crypto.signing import TRAIL_SIGNATURE, SigningKey
from app.errors import UpdateError
from app.protocol.release import encode_release, join_release
from app.workspace import releases
from app.workspace.releases import FILE, MAX_RELEASE, read_manifest, read_release
from tests.helpers.releases import KEY, signed
from tests.unit.protocol.test_release import linux, manifest

GOOD = manifest("1.2", linux("runtime-1", "lib-1", "app-1.2"))


def test_a_signed_release_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From bytes, and from the folder in which it lies."""
    monkeypatch.setattr(releases, "release_key", lambda: KEY.public)
    (tmp_path / FILE).write_bytes(signed(GOOD))

    assert read_manifest(signed(GOOD), KEY.public) == GOOD
    assert read_release(tmp_path) == GOOD
    assert read_release(tmp_path / "no such folder") is None


def forged() -> list[bytes]:
    """Another key's, one changed byte of the body, another purpose."""
    body = encode_release(GOOD)
    changed = bytearray(signed(GOOD))
    changed[-3] ^= 1
    other = SigningKey.from_seed(bytes(32))
    return [signed(GOOD, other), bytes(changed), join_release(body, KEY.sign(TRAIL_SIGNATURE, body))]


@pytest.mark.parametrize("data", forged())
def test_a_forged_release_is_refused(data: bytes) -> None:
    """Before anything in it is looked at."""
    with pytest.raises(UpdateError) as caught:
        read_manifest(data, KEY.public)

    assert caught.value.code == "update.not_ours"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (signed(GOOD)[:40], "update.not_one"),
        (b"", "update.not_one"),
        (bytes(MAX_RELEASE + 1), "update.not_one"),
        (b"TXRELES2" + signed(GOOD)[8:], "update.later_format"),
    ],
)
def test_what_is_no_release_is_told_apart(tmp_path: Path, data: bytes, code: str) -> None:
    """A cut copy is copied again; a later format wants the newer installer."""
    (tmp_path / FILE).write_bytes(data)

    with pytest.raises(UpdateError) as caught:
        read_release(tmp_path)

    assert caught.value.code == code


def test_a_stick_that_fails_is_known(tmp_path: Path) -> None:
    """A folder where the file should be stands for it."""
    (tmp_path / FILE).mkdir()

    with pytest.raises(UpdateError) as caught:
        read_release(tmp_path)

    assert caught.value.code == "update.gone"


def test_a_build_from_the_repository_is_a_test_build() -> None:
    """Its key's private half is everybody's; the public half is the one that ships."""
    assert releases.test_build()
    assert len(releases.release_key()) == 32
