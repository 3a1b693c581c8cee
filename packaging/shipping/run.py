"""The installer for one person: a file that `sh` runs, with the program behind it; no administrator, no network."""

import hashlib
import shutil
from pathlib import Path

from shipping.context import Context
from shipping.deb import copy_icons, desktop_entry
from shipping.figures import figure_size, size
from shipping.linux_tree import ID, tree
from shipping.packing import pack


def build(context: Context) -> list[Path]:
    """The .run."""
    stage = context.out / "run.stage"
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(tree(context), stage)
    figure_size("run-installed-without-our-code" if context.without_app else "run-installed", stage)
    copy_icons(context, stage / "icons" / "hicolor")
    (stage / "icons" / "tongxing.desktop").write_text(desktop_entry(context, "@PROGRAM@", ID), encoding="utf-8")
    kilobytes = size(stage) // 1000
    packed = pack(stage, context.out / "run.tar.xz", context.epoch)
    shutil.rmtree(stage)
    installer = context.out / f"tongxing-{context.version}-linux.run"
    script = (context.root / "packaging" / "linux" / "installer.sh").read_text(encoding="utf-8")
    installer.write_bytes(with_payload(script, packed.read_bytes(), VERSION=context.version, KILOBYTES=str(kilobytes)))
    installer.chmod(0o755)
    packed.unlink()
    return [installer]


def with_payload(script: str, payload: bytes, **values: str) -> bytes:
    """The script with what it has to know about the payload, and the payload behind it."""
    values |= {"PAYLOAD_SIZE": str(len(payload)), "PAYLOAD_SHA256": hashlib.sha256(payload).hexdigest()}
    for name, value in values.items():
        script = script.replace(f"@{name}@", value)
    # Where the payload begins depends on how many digits that number has; filled up, it has always ten.
    begins = len(script.replace("@PAYLOAD_AT@", " " * 10).encode()) + 1
    return script.replace("@PAYLOAD_AT@", f"{begins:<10}").encode() + payload
