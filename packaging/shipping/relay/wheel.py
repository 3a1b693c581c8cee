"""The wheel ``tongxing-relay`` for pipx: the relay's files as they stand in the checkout, and no Qt."""

import base64
import hashlib
import tomllib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from shipping.context import Context
from shipping.relay.house import files

_TAG = "py3-none-any"
#: Without our own code nothing would be left to weigh.
BASELINE = False
_START = "[console_scripts]\ntongxing-relay = app.relay.__main__:main\n"


def build(context: Context) -> list[Path]:
    """Write the wheel: the same bytes for the same sources, whenever and wherever."""
    root, out, version = context.root, context.out, context.version
    about = f"tongxing_relay-{version}.dist-info"
    made = out / f"tongxing_relay-{version}-{_TAG}.whl"
    contents = {path.as_posix(): (root / path).read_bytes() for path in files(root)}
    contents[f"{about}/METADATA"] = _metadata(root, version).encode()
    contents[f"{about}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: tongxing\nRoot-Is-Purelib: true\nTag: {_TAG}\n".encode()
    )
    contents[f"{about}/entry_points.txt"] = _START.encode()
    for name in ("LICENSE", "NOTICE"):
        contents[f"{about}/licenses/{name}"] = (root / name).read_bytes()
    contents[f"{about}/RECORD"] = _record(contents, about).encode()
    day = datetime.fromtimestamp(context.epoch, UTC).timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, day)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return [made]


def needs(root: Path) -> list[str]:
    """What the relay asks for, at the bounds of pyproject.toml: its extra, and what it shares with the program."""
    with (root / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    listed = (root / "packaging" / "requirements" / "relay.in").read_text("utf-8").splitlines()
    names = {canonicalize_name(Requirement(line).name) for line in listed if line and not line.startswith("#")}
    declared = [*project["optional-dependencies"]["relay"], *project["dependencies"]]
    return [line for line in declared if canonicalize_name(Requirement(line).name) in names]


def _metadata(root: Path, version: str) -> str:
    head = [
        "Metadata-Version: 2.4",
        "Name: tongxing-relay",
        f"Version: {version}",
        "Summary: Stores and forwards the sealed envelopes of Tongxing for schools; it can read none of them",
        "License-Expression: Apache-2.0",
        "License-File: LICENSE",
        "License-File: NOTICE",
        "Requires-Python: >=3.11",
        *(f"Requires-Dist: {line}" for line in needs(root)),
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join(head) + "\n\n" + (root / "docs" / "operating-a-relay.md").read_text("utf-8")


def _record(contents: dict[str, bytes], about: str) -> str:
    lines = []
    for name, content in contents.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}")
    return "\n".join([*lines, f"{about}/RECORD,,", ""])
