"""What docs/operating-a-relay.md promises: ten lines, limits as they are, and services that start what exists."""

import re
import shlex
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from app.relay.cli import _parser
from app.relay.settings import HOME_VARIABLE, MIB, Allowances
from tests.helpers.source import ROOT

PAGE = (ROOT / "docs" / "operating-a-relay.md").read_text(encoding="utf-8")
UNITS = ROOT / "packaging" / "debian"
SERVICE = (UNITS / "tongxing-relay.service").read_text(encoding="utf-8")
BACKUP = (UNITS / "tongxing-relay-backup.service").read_text(encoding="utf-8")


def test_the_first_ticket_is_there_after_ten_lines() -> None:
    """From a bare Debian, what is typed on the laptop included."""
    section = PAGE.partition("## From a bare Debian")[2].partition("\n### ")[0]

    assert 5 < len(re.findall(r"(?m)^    \S", section)) <= 10


def test_the_service_starts_the_relay_with_options_that_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the folder that it may write, at the port that is named where nobody names another."""
    (line,) = re.findall(r"(?m)^ExecStart=(.*)$", SERVICE)
    (words,) = re.findall(r"(?m)^Environment=(.*)$", SERVICE)
    usual = dict(word.split("=") for word in words.split())
    monkeypatch.setenv(HOME_VARIABLE, usual[HOME_VARIABLE])
    program, *arguments = shlex.split(line.replace("${PORT}", usual["PORT"]))

    options = _parser().parse_args(arguments)

    assert program == "/usr/bin/tongxing-relay"
    assert (options.command, str(options.home), options.port) == ("run", "/var/lib/tongxing-relay", 8443)
    assert f"ReadWritePaths={options.home}" in SERVICE


def test_the_nightly_backup_is_made_and_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """With commands and options that exist; the check is of the file that was just written."""
    monkeypatch.setenv(HOME_VARIABLE, "/var/lib/tongxing-relay")
    commands = [shlex.split(part) for part in re.findall(r"&& tongxing-relay ([^&']+)", BACKUP)]

    assert [_parser().parse_args(words).command for words in commands] == ["backup", "check"]
    assert commands[0][-1] == commands[1][-1] == "$$file"


@pytest.mark.parametrize("name", ["tongxing-relay.service", "tongxing-relay-backup.service"])
def test_systemd_takes_every_line(name: str, tmp_path: Path) -> None:
    """A word that systemd does not know is ignored by it, and with it the protection that was meant."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("NOT TESTED by systemd: systemd-analyze is not installed")
    # The programs and folders it names are those of an installed relay; here only the lines are judged.
    unit = (UNITS / name).read_text(encoding="utf-8").replace("/usr/bin/tongxing-relay", "/bin/true")
    (tmp_path / name).write_text(unit.replace("EnvironmentFile=/", "EnvironmentFile=-/"), encoding="utf-8")

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)], capture_output=True, text=True, check=False
    )

    assert [line for line in done.stderr.splitlines() if name in line] == []


def test_the_start_script_takes_the_configuration_and_the_folder_of_the_service() -> None:
    """Three files name the same folder, user and configuration; a root's command must not work on another."""
    script = (UNITS / "relay" / "tongxing-relay").read_text(encoding="utf-8")

    (user,) = re.findall(r"(?m)^User=(.*)$", SERVICE)
    (configuration,) = re.findall(r"(?m)^EnvironmentFile=(.*)$", SERVICE)
    assert f'USER = "{user}"' in script
    assert f'DEFAULTS = "{configuration}"' in script
    assert f'"{HOME_VARIABLE}", "/var/lib/tongxing-relay"' in script


def test_the_limits_on_the_page_are_the_relays() -> None:
    """Each with its name for --limit and its usual value; none is left out."""
    told = {
        name: int(number.replace(",", "")) * (MIB if unit else 1)
        for name, number, unit in re.findall(r"(?m)^\| `(\w+)` \| [^|]+ \| ([\d,]+)( MiB)? \|", PAGE)
    }

    assert told == {field.name: getattr(Allowances(), field.name) for field in fields(Allowances)}
