"""A layer is written whole or not at all, and found whole only if every byte is the published one."""

import io
import time
from pathlib import Path

import pytest

from app.crypto.signing import digest
from app.errors import UpdateError
from app.protocol.release import Layer
from app.workspace import updating_layers
from app.workspace.updating_layers import is_whole, list_of, write_layer
from tests.helpers.releases import NEW_FILES, OLD_FILES, Files, delta, files_of, listed, piece, whole


def layer(files: Files, name: str = "app-1.1") -> Layer:
    """How a release names a layer."""
    return Layer(name, sum(map(len, files.values())), digest(listed(files)), piece("x.txl", b""), ())


def put(folder: Path, files: Files) -> Path:
    """A layer that lies in a folder."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_a_layer_is_written_as_it_was_published(tmp_path: Path) -> None:
    """From the whole archive, and out of the older layer beside it; what the system may start can be started."""
    files = NEW_FILES | {"bin/python": b"#!"}
    base = put(tmp_path / "app-1.0", OLD_FILES)
    wrote: list[int] = []

    write_layer(tmp_path, layer(files), io.BytesIO(whole(files)).read, None, wrote.append)
    write_layer(tmp_path, layer(files, "app-1.2"), io.BytesIO(delta(files, OLD_FILES)).read, base, wrote.append)

    assert files_of(tmp_path / "app-1.1") == files_of(tmp_path / "app-1.2") == files
    assert list_of(tmp_path / "app-1.2") == listed(files)
    assert (tmp_path / "app-1.1" / "bin" / "python").stat().st_mode & 0o100
    assert sum(wrote) == 2 * sum(map(len, files.values()))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["app-1.0", "app-1.1", "app-1.2"]


@pytest.mark.parametrize(
    ("archive", "base"),
    [
        (whole(OLD_FILES), None),
        (whole(NEW_FILES)[:-9], None),
        (delta(NEW_FILES, OLD_FILES)[:-2], OLD_FILES),
        (delta(NEW_FILES, OLD_FILES), OLD_FILES | {"app.zip": b"somebody's own"}),
        (delta(NEW_FILES, OLD_FILES), OLD_FILES | {"app.zip": b"\x00" * 20_000}),
        (b"no archive", None),
    ],
)
def test_what_is_not_the_published_layer_leaves_nothing(tmp_path: Path, archive: bytes, base: Files | None) -> None:
    """Another layer, a cut one, one whose older layer somebody changed."""
    older = put(tmp_path / "older", base) if base is not None else None

    with pytest.raises(UpdateError) as caught:
        write_layer(tmp_path, layer(NEW_FILES), io.BytesIO(archive).read, older, lambda _size: None)

    assert caught.value.code == "update.damaged"
    assert not [path for path in tmp_path.iterdir() if path != older]


def test_one_changed_byte_or_one_file_more_is_not_whole(tmp_path: Path) -> None:
    """Nor is what is not there."""
    folder = put(tmp_path / "app-1.1", NEW_FILES)
    assert is_whole(folder, layer(NEW_FILES))

    (folder / "Thumbs.db").write_bytes(b"")
    assert not is_whole(folder, layer(NEW_FILES))
    (folder / "Thumbs.db").unlink()
    (folder / "app.zip").write_bytes(b"x" + NEW_FILES["app.zip"][1:])
    assert not is_whole(folder, layer(NEW_FILES))
    assert not is_whole(tmp_path / "nothing", layer(NEW_FILES))


def test_a_scanner_that_holds_the_folder_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a moment, not for ever."""
    waited: list[float] = []
    held = iter([True, True, False])

    def rename(self: Path, to: Path) -> Path:
        if next(held, True):
            raise PermissionError
        return self.replace(to)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(time, "sleep", waited.append)
    (tmp_path / "half").mkdir()

    updating_layers.rename(tmp_path / "half", tmp_path / "whole")
    assert ((tmp_path / "whole").is_dir(), len(waited)) == (True, 2)
    with pytest.raises(PermissionError):
        updating_layers.rename(tmp_path / "whole", tmp_path / "half")
