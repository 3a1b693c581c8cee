"""What a signed release says, once its signature was checked: the one way in, for updates and lists of installers."""

from functools import cache
from pathlib import Path

from app.crypto.signing import PUBLIC_BYTES, RELEASE_SIGNATURE, verify
from app.errors import Bug, UpdateError
from app.protocol.failures import Code, Refusal
from app.protocol.release import FILE, MAX_RELEASE, Manifest, read_body, split_release
from app.resources import resource_bytes

__all__ = ["FILE", "MAX_RELEASE", "Manifest", "read_manifest", "read_release", "release_key", "test_build"]

#: Stands behind the key in the file of a build that nobody vouches for: its private half lies in the repository.
_TEST = "test"


def read_manifest(data: bytes, public: bytes | None = None) -> Manifest:
    """The release in a file's bytes, signed with ``public`` or with the key of this program.

    Raises UpdateError: update.not_one, update.later_format, update.not_ours.
    """
    try:
        body, signature = split_release(data)
        if not verify(public or release_key(), signature, RELEASE_SIGNATURE, body):
            raise UpdateError("update.not_ours")
        return read_body(body)
    except Refusal as refusal:
        code = "update.later_format" if refusal.code == Code.VERSION else "update.not_one"
        raise UpdateError(code, str(refusal)) from refusal


def read_release(folder: Path) -> Manifest | None:
    """The release that lies in a folder; None if there is none. Raises UpdateError, also update.gone."""
    try:
        with (folder / FILE).open("rb") as file:
            data = file.read(MAX_RELEASE + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UpdateError("update.gone", type(error).__name__) from error
    return read_manifest(data)


@cache
def _key_file() -> list[str]:
    return resource_bytes("keys", "release.pub").decode("ascii").split()


def release_key() -> bytes:
    """The public key of those who publish this program."""
    key = bytes.fromhex(_key_file()[0])
    if len(key) != PUBLIC_BYTES:
        raise Bug("bug", "the release key is damaged")
    return key


def test_build() -> bool:
    """Is this a build for trying out, whose updates anybody can sign?"""
    return _TEST in _key_file()[1:]
