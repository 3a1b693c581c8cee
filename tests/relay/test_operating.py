"""What docs/operating-a-relay.md promises: ten lines, limits as they are, and services that start what exists."""

import re
import shlex
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from app.relay.cli import _parser
from app.relay.settings import MIB, Allowances
from tests.helpers.source import ROOT

PAGE = (ROOT / "docs" / "operating-a-relay.md").read_text(encoding="utf-8")
UNITS = ROOT / "packaging" / "debian"
SERVICE = (UNITS / "tongxing-relay.service").read_text(encoding="utf-8")
BACKUP = (UNITS / "tongxing-relay-backup.service").read_text(encoding="utf-8")


def test_a_relay_stands_after_ten_lines() -> None:
    """From a bare Debian to the relay card."""
    section = PAGE.partition("## From a bare Debian")[2].partition("\n## ")[0]

    assert len(re.findall(r"(?m)^    \S", section)) == 10


def test_the_service_starts_the_relay_with_options_that_it_knows() -> None:
    (line,) = re.findall(r"(?m)^ExecStart=(.*)$", SERVICE)
    program, _, arguments = line.partition(" -m app.relay ")

    options = _parser().parse_args(shlex.split(arguments))

    assert program == "/opt/tongxing/.venv/bin/python"
    assert (options.command, str(options.home), options.port) == ("run", "/srv/tongxing", 8443)
    assert f"ReadWritePaths={options.home}" in SERVICE


def test_the_nightly_backup_is_made_and_checked() -> None:
    """With commands and options that exist; the check is of the file that was just written."""
    commands = [shlex.split(part) for part in re.findall(r"-m app\.relay ([^&']+)", BACKUP)]

    assert [_parser().parse_args(words).command for words in commands] == ["backup", "check"]
    assert commands[0][-1] == commands[1][-1] == "$$file"


@pytest.mark.parametrize("name", ["tongxing-relay.service", "tongxing-relay-backup.service"])
def test_systemd_takes_every_line(name: str, tmp_path: Path) -> None:
    """A word that systemd does not know is ignored by it, and with it the protection that was meant."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("NOT TESTED by systemd: systemd-analyze is not installed")
    # The programs and folders it names are those of an installed relay; here only the lines are judged.
    unit = re.sub(r"/opt/tongxing/\.venv/bin/python", "/bin/true", (UNITS / name).read_text(encoding="utf-8"))
    (tmp_path / name).write_text(unit.replace("EnvironmentFile=/", "EnvironmentFile=-/"), encoding="utf-8")

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)], capture_output=True, text=True, check=False
    )

    assert [line for line in done.stderr.splitlines() if name in line] == []


def test_the_limits_on_the_page_are_the_relays() -> None:
    """Each with its name for --limit and its usual value; none is left out."""
    told = {
        name: int(number.replace(",", "")) * (MIB if unit else 1)
        for name, number, unit in re.findall(r"(?m)^\| `(\w+)` \| [^|]+ \| ([\d,]+)( MiB)? \|", PAGE)
    }

    assert told == {field.name: getattr(Allowances(), field.name) for field in fields(Allowances)}
