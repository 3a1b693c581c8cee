"""Where a check is silenced, the same line says why: ``# noqa: N801  # reads as a verb in a with statement``."""

import re

from tests.helpers.source import ROOT, name_of, python_files

_SILENCED = re.compile(r"#\s*(noqa|type: ignore|pragma: no cover)")
_WITH_REASON = re.compile(r"# (noqa: [A-Z0-9, ]+|type: ignore\[[a-z, -]+\]|pragma: no cover)  # \w")


def test_every_silenced_check_names_its_rule_and_the_reason() -> None:
    unexplained = [
        f"{name_of(file)}:{number}"
        for file in [ROOT / "dev.py", *python_files("app", "packaging", "tests")]
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if _SILENCED.search(line) and not _WITH_REASON.search(line)
    ]

    assert unexplained == []
