"""What a version of Tongxing left behind: its files, unpacked for the present program to read.

secrets.json   what opens them; all of it is public and protects nothing
words.json     what that version read in them: the present program must read the same
store.xz       a teacher's store as plain SQLite; the tests seal it again under its key, since sealed bytes cannot be
               compressed
sealed.db      a small file as that version sealed it, so that the seal itself is read too
card.json      her card, with the store's key behind her PIN and behind her root secret
copy.head      the beginning of a copy, up to the store that it holds
relay.xz       a relay's database: membership log, envelopes, snapshot, a picture's pieces
backup.xz      the same relay's backup
stick.xz       the folder of a stick: logs, envelopes, a letter with its answer, a ticket file
trail.txt      a trail that a relay witnessed and a colleague signed
recovery.json  a card's words and code, a request, two answers
plan.md        a plan as it is exported
settings.toml  settings of a computer
updates.xz     a release: signed list, a layer whole and as a delta, the layer before, the public key
"""

import hashlib
import io
import json
import lzma
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.crypto.signing import digest
from app.protocol.relay_card import RelayCard
from app.records.files import all_attached
from app.relay.certificate import voucher_of
from app.relay.identity import establish, stored_pair
from app.relay.service import Service
from app.relay.settings import RelaySettings
from app.store.database import connect
from app.workspace.workspace import Workspace
from tests.helpers.sticks import LetterWorld
from tests.helpers.world import World

FOLDER = Path(__file__).parent
COPY = b"tongxing copy 1\n"  # the first line of a copy
URL = "https://relay.example:8443"
#: Beside the sample of a release: the archive of the layer before it, and the public key that it is signed with.
OLDER, PUBLIC = "older.txl", "public.key"


def versions() -> list[str]:
    """The versions of which there are samples, oldest first."""
    return sorted(path.name for path in FOLDER.iterdir() if (path / "secrets.json").exists())


class Sample:
    """The files of one version."""

    def __init__(self, version: str) -> None:
        self.folder = FOLDER / version
        self.secrets: dict[str, Any] = self.json("secrets.json")
        self.words: dict[str, Any] = json.loads(self.data("words.xz"))

    def json(self, name: str) -> Any:
        """A file of JSON."""
        return json.loads((self.folder / name).read_text("utf-8"))

    def data(self, name: str) -> bytes:
        """A file's bytes, unpacked where it is packed."""
        data = (self.folder / name).read_bytes()
        return lzma.decompress(data) if name.endswith(".xz") else data

    @property
    def key(self) -> bytes:
        """The store's key."""
        return bytes.fromhex(self.secrets["store_key"])

    def store(self, target: Path) -> Path:
        """Her store, sealed again under its key."""
        plain = target.with_name("plain.db")
        plain.write_bytes(self.data("store.xz"))
        poured(plain, b"", target, self.key)
        plain.unlink()
        return target

    def copy(self, target: Path) -> Path:
        """A copy of it, as it lies on a stick."""
        store = self.store(target.with_name("bare.db"))
        target.write_bytes(self.data("copy.head") + store.read_bytes())
        store.unlink()
        return target

    def stick(self, target: Path) -> Path:
        """The stick, as a folder."""
        return self._folder("stick.xz", target)

    def updates(self, target: Path) -> Path:
        """The release with its archives, as a folder."""
        return self._folder("updates.xz", target)

    def _folder(self, name: str, target: Path) -> Path:
        with tarfile.open(fileobj=io.BytesIO(self.data(name))) as packed:
            packed.extractall(target, filter="data")
        return target


class SampleWorld(LetterWorld):
    """A world around a relay's own database, at the time of the sample."""

    def __init__(self, folder: Path, clock: int | None = None) -> None:
        World.__init__(self, folder)
        if clock is not None:
            self.clock.time = clock
        settings = RelaySettings(folder / "relay")
        settings.home.mkdir()
        code = establish(settings, self.database, self.clock.now())
        with self.database.reading() as connection:
            pair = stored_pair(self.database, connection)
        assert pair is not None
        voucher = voucher_of(pair)
        assert voucher is not None
        self.voucher, self.pin = voucher, digest(voucher.certificate)
        self.service = Service(self.database, self.pin, code, self.clock, voucher=voucher)
        self.card = RelayCard(URL, self.pin, code).encode()
        self.posted, self.letter_cut = [], None


def world_of(sample: Sample, folder: Path, relay: bytes) -> SampleWorld:
    """The sample's relay and its time, with nobody yet."""
    (folder / "relay.db").write_bytes(relay)
    return SampleWorld(folder, sample.secrets["clock"])


def poured(source: Path, key: bytes, target: Path, other: bytes) -> None:
    """Copy a store from one file to another with another key; an empty key is no seal at all."""
    connection = connect(source, key) if key else connect_plain(source)
    try:
        said = f"x'{other.hex()}'" if other else ""
        connection.execute("ATTACH DATABASE ? AS target KEY ?", (str(target), said)).fetchall()
        connection.execute("SELECT sqlcipher_export('target')").fetchall()
        connection.execute("DETACH DATABASE target").fetchall()
    finally:
        connection.close()


def connect_plain(path: Path) -> Any:
    """A connection to a file without a seal."""
    import sqlcipher3.dbapi2 as driver

    return driver.connect(str(path), isolation_level=None)


def read(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Every record of a person, with all that people wrote in it and beside it, and the sums of its files."""
    found = {}
    for row in [*workspace.list_records(limit=10_000), *workspace.list_records(limit=10_000, deleted=True)]:
        view = workspace.view(row.record)
        files = [file for value in view.values.values() for file in all_attached(value)]
        found[str(row.record)] = {
            "kind": view.kind_key,
            "title": view.title,
            "author": view.author,
            "private": view.space.private,
            "space": view.space.name,
            "deleted": view.deleted,
            "values": json.loads(json.dumps(dict(view.values))),
            "rivals": {path: sorted(str(one.value) for one in some) for path, some in view.rivals.items()},
            "comments": [comment.body for comment in view.comments],
            "steps": [step.text for step in view.steps],
            "saves": len(workspace.history(row.record)),
            "files": {file.name: _sum(workspace, file) for file in files},
        }
    return found


def shared(words: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Those that others have too."""
    return {record: one for record, one in words.items() if not one["private"]}


def _sum(workspace: Workspace, file: Any) -> str:
    return hashlib.sha256(workspace.file_content(file)).hexdigest()
