"""The release: one signed file that says which version there is, for updates and for whoever copies installers.

    magic "TXRELES1" · signature (64 bytes, Ed25519 with the purpose of releases) · msgpack body

The signature is over the body's exact bytes, and whoever holds the release key made it; this module reads, and does not
check it (app/workspace/releases.py). The body names for each system the three layers of an installed program
(app/installed.py). A layer is known by the digest of its list, which holds path, size and SHA-256 of every file, and
travels at the beginning of its archive. ``read_body`` and ``read_list`` are total: any bytes give a value or a Refusal.
"""

from typing import Annotated

import msgspec

from app.errors import Bug
from app.protocol.codec import pack, unpacker
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_NUMBER

MAGIC = b"TXRELES1"
#: The file's name, on a stick, on a relay and beside the installers.
FILE = "release.txm"
SIGNATURE_BYTES = 64
#: Bytes of a release: two systems, three layers each, and a dozen earlier versions' deltas are about 6 kB.
MAX_RELEASE = 65_536
#: Bytes of a layer's list, files in it, and bytes of all of them: Qt and Python are far below.
MAX_LIST, MAX_FILES, MAX_LAYER = 1_048_576, 4_096, 536_870_912
#: Bytes of one file of a layer: the largest of Qt's has 9 million.
MAX_FILE = 67_108_864
_MAX_DELTAS, _MAX_INSTALLERS, _MAX_NEWS, _MAX_PATH = 32, 8, 4_000, 200

KINDS = ("runtime", "lib", "app")
SYSTEMS = ("linux", "windows")

_VERSION = r"^(0|[1-9][0-9]{0,4})(\.(0|[1-9][0-9]{0,4})){0,3}$"
_NAME = r"^[a-z0-9][a-z0-9._-]{0,98}[a-z0-9]$"
#: Names that Windows keeps for devices, whatever comes behind the dot.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}

Digest = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Version = Annotated[str, msgspec.Meta(pattern=_VERSION)]
#: Letters that any file system takes, in one case: names on sticks and below a relay's /updates.
FileName = Annotated[str, msgspec.Meta(pattern=_NAME)]
_Size = Annotated[int, msgspec.Meta(ge=0, le=MAX_LAYER)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=MAX_NUMBER)]
_News = Annotated[str, msgspec.Meta(max_length=_MAX_NEWS)]


class Row(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """Base of what a release is made of: written as an array without names."""


class Piece(Row, frozen=True):
    """A file to fetch: its name, its bytes, its SHA-256."""

    name: FileName
    size: _Size
    digest: Digest


class Delta(Row, frozen=True):
    """What makes the layer out of the one whose list has the digest ``base``."""

    base: Digest
    piece: Piece


class Layer(Row, frozen=True):
    """One folder of an installed program; ``size`` is what its files take there."""

    name: Annotated[str, msgspec.Meta(pattern=r"^(runtime|lib|app)-[A-Za-z0-9._+-]{0,50}[A-Za-z0-9]$")]
    size: _Size
    contents: Digest
    whole: Piece
    deltas: Annotated[tuple[Delta, ...], msgspec.Meta(max_length=_MAX_DELTAS)]


class System(Row, frozen=True):
    """What there is for one system; ``oldest`` is Windows' version, or the C library's on Linux."""

    name: str
    oldest: Version
    layers: Annotated[tuple[Layer, ...], msgspec.Meta(max_length=len(KINDS))]
    installers: Annotated[tuple[Piece, ...], msgspec.Meta(max_length=_MAX_INSTALLERS)]


class Manifest(Row, frozen=True):
    """One release. ``counter`` grows with every release; ``store`` is the number of the newest step of her file's
    format; a program older than ``from_version`` takes a release between first. ``made`` is in unix seconds."""

    counter: _Count
    version: Version
    made: _Count
    store: _Count
    from_version: Version
    news_zh: _News
    news_en: _News
    systems: Annotated[tuple[System, ...], msgspec.Meta(max_length=len(SYSTEMS))]

    def system(self, name: str) -> System | None:
        """What there is for a system, if anything."""
        return next((system for system in self.systems if system.name == name), None)


class Listed(Row, frozen=True):
    """A file of a layer; ``path`` has slashes, and ``runs`` says that the system may start it."""

    path: Annotated[str, msgspec.Meta(min_length=1, max_length=_MAX_PATH)]
    size: Annotated[int, msgspec.Meta(ge=0, le=MAX_FILE)]
    digest: Digest
    runs: bool


class LayerList(Row, frozen=True):
    """The files of a layer, sorted by path."""

    files: Annotated[tuple[Listed, ...], msgspec.Meta(max_length=MAX_FILES)]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def version_key(version: str) -> tuple[int, ...]:
    """A version for comparing: 0.10 is newer than 0.9, and 1.0 the same as 1."""
    numbers = [int(number) for number in version.split(".") if number.isdecimal()]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def encode_release(manifest: Manifest) -> bytes:
    """The body that is signed. Raises Bug for what ``read_body`` would refuse."""
    body = pack(manifest)
    try:
        read_body(body)
    except Refusal as refusal:
        raise Bug("bug", f"release: {refusal}") from refusal
    return body


def join_release(body: bytes, signature: bytes) -> bytes:
    """The file of a signed body."""
    return MAGIC + signature + body


def split_release(data: bytes) -> tuple[bytes, bytes]:
    """Body and signature of a file. Raises Refusal: VERSION for a later format of ours, MALFORMED, TOO_LARGE."""
    if len(data) > MAX_RELEASE:
        raise Refusal(Code.TOO_LARGE, f"{len(data)} bytes")
    if data[: len(MAGIC) - 1] == MAGIC[:-1] and data[: len(MAGIC)] != MAGIC and data[len(MAGIC) - 1 : len(MAGIC)]:
        raise Refusal(Code.VERSION, "a later format")
    if not data.startswith(MAGIC) or len(data) <= len(MAGIC) + SIGNATURE_BYTES:
        raise Refusal(Code.MALFORMED, "another beginning, or cut")
    end = len(MAGIC) + SIGNATURE_BYTES
    return data[end:], data[len(MAGIC) : end]


_unpack_body = unpacker(Manifest, MAX_RELEASE, Code.MALFORMED)
_unpack_list = unpacker(LayerList, MAX_LIST, Code.MALFORMED)


def read_body(body: bytes) -> Manifest:
    """A release of its body, whose signature was checked before. Raises Refusal(MALFORMED)."""
    manifest: Manifest = _unpack_body(body)
    names = [system.name for system in manifest.systems]
    if names != sorted(set(names)) or not set(names) <= set(SYSTEMS):
        raise Refusal(Code.MALFORMED, "systems")
    for system in manifest.systems:
        kinds = tuple(layer.name.partition("-")[0] for layer in system.layers)
        if kinds not in ((), KINDS) or (kinds and system.layers[2].name != f"app-{manifest.version}"):
            raise Refusal(Code.MALFORMED, "layers")
        if any(".." in layer.name for layer in system.layers):
            raise Refusal(Code.MALFORMED, "name of a layer")
    return manifest


def encode_list(files: list[Listed]) -> bytes:
    """The bytes of a layer's list, whose digest the release names. Raises Bug for what ``read_list`` would refuse."""
    data = pack(LayerList(tuple(sorted(files, key=lambda file: file.path))))
    try:
        read_list(data)
    except Refusal as refusal:
        raise Bug("bug", f"list of a layer: {refusal}") from refusal
    return data


def read_list(data: bytes) -> LayerList:
    """A layer's list. Raises Refusal(MALFORMED), also for a path that leads out of it or that Windows has not."""
    found: LayerList = _unpack_list(data)
    paths = [file.path for file in found.files]
    if paths != sorted(paths) or len({path.casefold() for path in paths}) != len(paths):
        raise Refusal(Code.MALFORMED, "order of paths")
    if not all(map(_plain, paths)) or found.size > MAX_LAYER:
        raise Refusal(Code.MALFORMED, "a path, or too much")
    folders = {path.casefold()[:end] for path in paths for end, letter in enumerate(path) if letter == "/"}
    if folders & {path.casefold() for path in paths}:
        raise Refusal(Code.MALFORMED, "a file where a folder is")
    return found


def _plain(path: str) -> bool:
    """Is it a path below the layer, and one that every file system of ours takes?"""
    return all(
        part not in ("", ".", "..")
        and part[-1] not in ". "
        and part.isprintable()
        and not set(part) & set('\\:*?"<>|')
        and part.partition(".")[0].rstrip().casefold() not in _DEVICES
        for part in path.split("/")
    )
