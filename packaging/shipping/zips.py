"""Zip archives with the same bytes every time: names in order, one date, no permissions of the machine."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path


def write(folder: Path, archive: Path, epoch: int, *, deflated: bool = False) -> None:
    """Pack all files of a folder; stored as they are unless ``deflated`` (installers compress better than zip)."""
    date = datetime.fromtimestamp(epoch, UTC).timetuple()[:6]
    method = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(archive, "w") as target:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = zipfile.ZipInfo(file.relative_to(folder).as_posix(), date)
            name.compress_type = method
            name.create_system = 3
            name.external_attr = 0o100644 << 16
            target.writestr(name, file.read_bytes(), compresslevel=9)
