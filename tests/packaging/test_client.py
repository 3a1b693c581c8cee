"""A packed program's own answers become findings; one that writes none has failed."""

import json
import sys
from pathlib import Path

from shipping.testing import first_paint
from shipping.testing.client import tries_itself
from shipping.testing.findings import Findings

ANSWERS = {
    "store": {"ok": True, "must": True, "detail": "whole"},
    "pdf": {"ok": False, "must": True, "detail": "no font"},
    "key store": {"ok": False, "must": False, "detail": "none here"},
}


def program(folder: Path, words: str) -> list[str]:
    """A program that takes the options of the self-test and does this with its file."""
    script = folder / "program.py"
    script.write_text(f"import sys\nfile = sys.argv[2]\n{words}\n", "utf-8")
    return [sys.executable, str(script)]


def test_every_check_is_a_finding(tmp_path: Path) -> None:
    """Also those that are wrong; what need not hold here is told as not tried."""
    findings = Findings("deb")
    said = json.dumps({"checks": ANSWERS})
    tries_itself(program(tmp_path, f"open(file, 'w').write({said!r})"), "TR1-X", findings, "packed")
    assert [(row.name, row.ok) for row in findings.rows][1:] == [
        ("packed: store", True), ("packed: pdf", False), ("packed: key store", None),
    ]  # fmt: skip


def test_a_program_that_ends_without_answers_has_failed(tmp_path: Path) -> None:
    findings = Findings("deb")
    tries_itself(program(tmp_path, "sys.exit('no such library')"), "TR1-X", findings, "packed")
    assert [row.detail.strip() for row in findings.failed] == ["no such library"]


def test_the_first_paint_is_what_the_program_tells(tmp_path: Path) -> None:
    assert first_paint.first_paint(program(tmp_path, "open(file, 'w').write('212')"), tmp_path, tmp_path) == 212
