"""Releases as the tests need them: layers in memory or in a folder, packed, listed, and signed with a test's key."""

import io
from pathlib import Path

from app.crypto.signing import RELEASE_SIGNATURE, SigningKey, digest
from app.installed import Layers
from app.protocol import layer_file, release
from app.protocol.release import FILE, Delta, Layer, Listed, Manifest, Piece, System

KEY = SigningKey.from_seed(bytes(range(32)))
#: Installers, by name.
SETUP, RUN = "tongxing-0.1.0-setup.exe", "tongxing-0.1.0.run"
#: A layer: what lies under which path.
Files = dict[str, bytes]
OLD_FILES: Files = {"app.zip": b"code " * 4_000, "resources/word.txt": "旧".encode(), "resources/same.bin": bytes(900)}
NEW_FILES: Files = OLD_FILES | {"app.zip": b"code " * 3_900 + b"more", "resources/new.txt": "新".encode()}


def listed(files: Files) -> bytes:
    """The list of a layer."""
    return release.encode_list(
        [Listed(path, len(data), digest(data), path.endswith("python")) for path, data in files.items()]
    )


def whole(files: Files) -> bytes:
    """The archive of a layer."""
    return b"".join(layer_file.whole_file(listed(files), lambda file: files[file.path]))


def delta(files: Files, older: Files) -> bytes:
    """What makes a layer out of an older one."""
    return b"".join(
        layer_file.delta_file(
            listed(files), lambda file: files[file.path], listed(older), lambda file: older[file.path]
        )
    )


def unpack(archive: bytes, older: Files | None = None) -> Files:
    """What an archive holds."""
    reader = layer_file.LayerReader(
        io.BytesIO(archive).read,
        b"" if older is None else listed(older),
        None if older is None else lambda file: older[file.path],
    )
    found = {file.path: b"".join(blocks) for file, blocks in reader.files(release.read_list(reader.listed))}
    reader.end()
    return found


def piece(name: str, data: bytes) -> Piece:
    """How a release names a file."""
    return Piece(name, len(data), digest(data))


def signed(manifest: Manifest, key: SigningKey = KEY) -> bytes:
    """The file of a release."""
    body = release.encode_release(manifest)
    return release.join_release(body, key.sign(RELEASE_SIGNATURE, body))


def shelf_of_installers(folder: Path, counter: int = 2, key: SigningKey = KEY, setup: str = SETUP) -> Path:
    """A folder with an installer for each system, and the release that names them."""
    folder.mkdir()
    (folder / setup).write_bytes(b"MZ" + bytes(700_000))
    (folder / RUN).write_bytes(b"#!/bin/sh" + bytes(5_000))
    systems = tuple(
        System(system, "1", (), (piece(name, (folder / name).read_bytes()),))
        for system, name in (("linux", RUN), ("windows", setup))
    )
    manifest = Manifest(counter, f"0.1.{counter}", 1_795_000_000, 1, "0.1", "新", "new", systems)
    (folder / FILE).write_bytes(signed(manifest, key))
    return folder


def files_of(folder: Path) -> Files:
    """A layer that lies in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


class Shelf:
    """A folder with a release and its archives, as a stick or a relay holds it."""

    def __init__(self, folder: Path, layers: Layers, contents: tuple[Files, Files, Files]) -> None:
        """``contents`` of runtime, lib and app, in the order of their names in ``layers``."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.rows = folder, []
        for name, files in zip((layers.runtime, layers.lib, layers.app), contents, strict=True):
            file, archive = f"{name}-linux.txl", whole(files)
            (folder / file).write_bytes(archive)
            self.rows.append(
                Layer(name, sum(map(len, files.values())), digest(listed(files)), piece(file, archive), ())
            )

    def add_delta(self, files: Files, older: Files, name: str = "app.txd") -> None:
        """Offer the app's layer also out of an older one."""
        archive = delta(files, older)
        (self.folder / name).write_bytes(archive)
        row = self.rows[2]
        self.rows[2] = Layer(
            row.name,
            row.size,
            row.contents,
            row.whole,
            (*row.deltas, Delta(digest(listed(older)), piece(name, archive))),
        )

    def manifest(self, counter: int = 2, oldest: str = "2.1", from_version: str = "0.1", **others: int) -> Manifest:
        """The release of these layers, for a Linux of any age."""
        system = System("linux", oldest, tuple(self.rows), ())
        return Manifest(
            counter, self.rows[2].name.removeprefix("app-"), 1_790_000_000, others.get("store", 20), from_version,
            "打字更快了。", "Typing is faster.", (system,),
        )  # fmt: skip

    def publish(self, manifest: Manifest | None = None, key: SigningKey = KEY) -> bytes:
        """Put the signed release beside its archives."""
        data = signed(manifest or self.manifest(), key)
        (self.folder / release.FILE).write_bytes(data)
        return data
