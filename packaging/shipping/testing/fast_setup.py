"""The fast lane of the Windows installer: its real script and launcher with a payload of a few files, under wine."""

import importlib
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

from shipping.context import Context
from shipping.testing.findings import Findings

_MODULE = "shipping.testing.fast_windows"


def run(context: Context, findings: Findings) -> None:
    """Do what that module does alone, and take over its findings."""
    module = importlib.import_module(_MODULE)
    lacking = cast("Callable[[], list[str]]", module.lacking)()
    if lacking:
        findings.untried("everything", f"this machine lacks {' '.join(lacking)}")
        return
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "found.json"
        cast("Callable[[list[str]], int]", module.main)([str(file)])
        for row in json.loads(file.read_text("utf-8")):
            findings.note(row["name"], row["ok"], row.get("detail", ""))
