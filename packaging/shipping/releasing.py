"""Makes a release: archives of layers, deltas out of earlier ones, and the signed list of all of it.

Packages are built first (build.py); a release is made of the installed trees that they hold: folders with ``current``
and ``layers``. A delta is kept where it is smaller than nine tenths of the whole archive.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.crypto import passphrase
from app.crypto.signing import RELEASE_SIGNATURE, SigningKey, digest
from app.installed import CURRENT, Layers
from app.protocol import layer_file, release
from app.protocol.release import Delta, Layer, Manifest, Piece, System, read_list
from app.store.migrations import STEPS
from app.workspace.updating_layers import list_of

#: The oldest system each package runs on: Windows 10 1809, and the C library of Debian 10 and of the Chinese desktops.
OLDEST = {"linux": "2.28", "windows": "10.0.17763"}
#: What is an installer, by the end of its name, for each system.
INSTALLERS = {"linux": (".deb", ".run"), "windows": (".exe",)}
_WORTH = 0.9
#: Writes the archives of one layer for a system into a folder, given the earlier layers of its kind.
Pack = Callable[[Path, str, Sequence[Path], Path], Layer]


@dataclass(frozen=True)
class News:
    """What a person reads before she takes a release."""

    zh: str
    en: str


def piece_of(path: Path) -> Piece:
    """How a release names a file."""
    data = path.read_bytes()
    return Piece(path.name, len(data), digest(data))


def _write(path: Path, blocks: Iterable[bytes]) -> Piece:
    with path.open("wb") as out:
        for block in blocks:
            out.write(block)
    return piece_of(path)


def pack_layer(folder: Path, system: str, earlier: Sequence[Path], out: Path) -> Layer:
    """Write the archive of a layer into ``out``, and a delta for each earlier layer of its kind that is worth one."""
    listed = list_of(folder)
    whole = _write(out / f"{folder.name.lower()}-{system}.txl", layer_file.whole_file(listed, _reader(folder)))
    deltas: dict[bytes, Delta] = {}
    for before in earlier:
        older = list_of(before)
        base = digest(older)
        if base == digest(listed) or base in deltas:
            continue
        path = out / f"{folder.name.lower()}-{system}-{base.hex()[:8]}.txd"
        delta = Delta(base, _write(path, layer_file.delta_file(listed, _reader(folder), older, _reader(before))))
        if delta.piece.size < _WORTH * whole.size:
            deltas[base] = delta
        else:
            path.unlink()
    return Layer(folder.name, read_list(listed).size, digest(listed), whole, tuple(deltas.values()))


def _reader(folder: Path) -> layer_file.Content:
    return lambda file: (folder / file.path).read_bytes()


def layers_of(tree: Path) -> tuple[Path, Path, Path]:
    """The three layers that run in an installed tree. Raises ValueError if it is none."""
    found = Layers.of((tree / CURRENT).read_text("utf-8"))
    if found is None:
        raise ValueError(f"{tree} is no installed program")
    return tree / "layers" / found.runtime, tree / "layers" / found.lib, tree / "layers" / found.app


def pack_system(
    system: str,
    tree: Path,
    earlier: Sequence[Path],
    installers: Sequence[Path],
    out: Path,
    pack: Pack = pack_layer,
) -> System:
    """All that a release says of one system; ``earlier`` are installed trees of earlier releases."""
    before = [layers_of(one) for one in earlier]
    layers = tuple(
        pack(folder, system, [kinds[place] for kinds in before], out) for place, folder in enumerate(layers_of(tree))
    )
    mine = sorted(path for path in installers if path.name.endswith(INSTALLERS[system]))
    return System(system, OLDEST[system], layers, tuple(map(piece_of, mine)))


def store_format() -> int:
    """The number of the newest step of a person's file."""
    return int(max(STEPS)[:4])


def make_release(
    systems: Sequence[System], counter: int, version: str, made: int, from_version: str, news: News
) -> Manifest:
    """The release of these systems."""
    ordered = tuple(sorted(systems, key=lambda system: system.name))
    return Manifest(counter, version, made, store_format(), from_version, news.zh, news.en, ordered)


def sign_release(manifest: Manifest, key: SigningKey) -> bytes:
    """The file that is handed out."""
    body = release.encode_release(manifest)
    return release.join_release(body, key.sign(RELEASE_SIGNATURE, body))


def hand_out(manifest: Manifest, key: SigningKey, places: Iterable[Path]) -> None:
    """Sign a release, lay it into the folder of its archives and beside its installers, and say what it holds."""
    signed = sign_release(manifest, key)
    for place in places:
        (place / release.FILE).write_bytes(signed)
        print(f"built {place / release.FILE}", flush=True)
    print(f"version {manifest.version}, counter {manifest.counter}, key {key.public.hex()[:16]}")
    for system in manifest.systems:
        archives = [piece for layer in system.layers for piece in (layer.whole, *(one.piece for one in layer.deltas))]
        print(*(f"  {piece.name} {piece.size}" for piece in (*archives, *system.installers)), sep="\n", flush=True)


def new_key(path: Path, phrase: str) -> Path:
    """Make a key pair: ``path`` holds the private half under a passphrase, ``path`` with .pub the public one.

    Raises FileExistsError rather than write over a key.
    """
    key = SigningKey.generate()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(passphrase.lock(key.seed, phrase).hex().encode() + b"\n")
    public = path.with_suffix(".pub")
    with public.open("x", encoding="ascii") as file:
        file.write(key.public.hex() + "\n")
    return public


def read_key(path: Path, phrase: str = "") -> SigningKey:
    """The private half; the development key has no passphrase. Raises AccessError for a wrong one."""
    words = path.read_text("ascii").split()
    stored = bytes.fromhex(words[0])
    return SigningKey.from_seed(stored if words[1:] == ["test"] else passphrase.unlock(stored, phrase))
