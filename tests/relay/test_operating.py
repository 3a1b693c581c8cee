"""What docs/operating-a-relay.md promises: ten lines, and a service that starts what the command line knows."""

import re
import shlex

from app.relay.cli import _parser
from app.relay.settings import MIB, Allowances
from tests.helpers.source import ROOT

PAGE = (ROOT / "docs" / "operating-a-relay.md").read_text(encoding="utf-8")
SERVICE = (ROOT / "packaging" / "tongxing-relay.service").read_text(encoding="utf-8")


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


def test_the_limits_on_the_page_are_the_relays() -> None:
    """In the order of the table."""
    told = [int(number) * MIB for number in re.findall(r"\| (\d+) MiB \|", PAGE)]
    allowances = Allowances()

    assert told == [
        allowances.request_bytes, allowances.day_bytes, allowances.space_bytes, allowances.free_bytes,
    ]  # fmt: skip
