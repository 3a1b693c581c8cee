"""What was found is kept as it was, and what was not tried never reads as passed."""

import json
from pathlib import Path
from types import ModuleType

import pytest
from shipping.context import Context
from shipping.testing import findings as report
from shipping.testing import page, tester, units
from shipping.testing.findings import Findings
from shipping.testing.relay_page import lines_of

from tests.helpers.source import ROOT


def break_it() -> None:
    """A tester's own mistake, or a machine's."""
    raise OSError("no room")


def test_the_code_tells_failed_from_not_tried() -> None:
    """Nothing at all is a failure too: an empty list must not look green."""
    held, wrong, missing = Findings("deb"), Findings("run"), Findings("windows")
    assert report.code_of([held]) == 1
    held.note("starts", True)
    assert report.code_of([held]) == 0
    missing.untried("everything", "no wine here")
    assert report.code_of([held, missing]) == 3
    wrong.guarded("came to its end", break_it)
    assert report.code_of([held, missing, wrong]) == 1
    assert wrong.failed[0].detail == "OSError: no room"


def test_the_report_keeps_other_targets(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    for target, held in (("deb", True), ("run", False)):
        one = Findings(target)
        one.note("starts", held, "seen")
        one.figure("speed", 3, "ms")
        report.write(file, "1.2.3", [one])
    found = json.loads(file.read_text("utf-8"))["targets"]
    assert {name: target["ok"] for name, target in found.items()} == {"deb": True, "run": False}
    assert found["run"]["findings"] == [{"name": "starts", "ok": False, "detail": "seen"}]


def test_the_page_gets_its_tables_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "figures.json").write_text(
        json.dumps(
            {"deb-size": {"value": 30.1, "unit": "MB"}, "deb-size-without-our-code": {"value": 29, "unit": "MB"}}
        )
    )
    one = Findings("deb")
    one.note("starts", True)
    one.untried("systemd", "not here")
    report.write(tmp_path / "test-report.json", "1.2.3", [one])
    text = tmp_path / "releasing.md"
    text.write_text(f"before\n{page.BEGIN}\nof last year\n{page.END}\nafter\n", "utf-8")
    page.renew(text, tmp_path)
    made = text.read_text("utf-8")
    assert "wine" not in made
    assert made.startswith(f"before\n{page.BEGIN}\n")
    assert made.endswith(f"{page.END}\nafter\n")
    assert "of last year" not in made
    assert "| deb-size | 30.1 MB | 32 | 29 MB |" in made
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "app-wine.png").touch()
    page.renew(text, tmp_path)
    assert "](pictures/app-wine.png)" in text.read_text("utf-8")
    assert "| deb | 1 | – | systemd | 0 |" in made


def test_a_target_without_tester_or_with_a_broken_one_does_not_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And each says so at the end."""
    context = Context(version="1.2.3", epoch=0, out=tmp_path, root=tmp_path)
    broken = ModuleType("broken")
    broken.__dict__["run"] = lambda _context, _findings: break_it()
    monkeypatch.setitem(__import__("sys").modules, "broken", broken)
    monkeypatch.setattr(tester, "TESTERS", {"deb": "broken", "run": "shipping.testing.nothing_of_that_name"})
    assert tester.try_all(context, ["run"]) == 1
    assert tester.try_all(context, ["deb", "run"]) == 1
    said = capsys.readouterr().out
    assert "NOT TRIED run: everything" in said
    assert "FAILED deb: came to its end" in said


def test_a_unit_s_words_are_filled_as_systemd_does() -> None:
    """A variable that is empty stays a word; doubled signs are single ones."""
    unit = "ExecCondition=/usr/bin/test -n ${ADDRESS}\nExecStart=/bin/sh -c 'a=$$(date +%%F)' ${PORT}\n"
    assert units.unit_words(unit, "ExecCondition", {}) == ["/usr/bin/test", "-n", ""]
    assert units.unit_words(unit, "ExecStart", {"PORT": "8443"}) == ["/bin/sh", "-c", "a=$(date +%F)", "8443"]


def test_the_walk_takes_the_page_s_own_lines() -> None:
    lines = lines_of((ROOT / "docs/operating-a-relay.md").read_text("utf-8"))
    assert lines[0] == "apt-get update"
    assert lines[-1].startswith("tongxing ticket ")
