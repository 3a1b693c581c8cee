"""The whole self-test from the command line's side: a file of answers, and an exit code."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.errors import FileError
from app.selftest import run
from app.selftest.checks import Check, Scene, Wrong, ask_all
from app.text import Texts


def failing(_scene: object) -> str:
    """A check that does not hold."""
    raise Wrong("not here")


def test_the_answers_are_in_the_file_and_the_exit_code_says_whether_all_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "answers.json"
    monkeypatch.setattr(run, "checks", lambda _home, _card: [Check("nice", failing, must=False)])
    assert run.self_test(file, "", Texts("zh"), tmp_path) == 0
    monkeypatch.setattr(run, "checks", lambda _home, _card: [Check("needed", failing)])
    assert run.self_test(file, "", Texts("zh"), tmp_path) == 1
    assert json.loads(file.read_text("utf-8"))["checks"]["needed"]["detail"] == "not here"
    with pytest.raises(FileError):
        run.self_test(tmp_path, "", Texts("zh"), tmp_path)


def test_every_name_stands_once_and_an_installed_program_needs_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = run.checks(tmp_path, "")
    assert len({check.name for check in checks}) == len(checks) > 20
    monkeypatch.setattr(run, "installation", lambda: tmp_path)
    assert {check.name: check.must for check in run.checks(tmp_path, "")}["release key"]


def test_qt_is_looked_at_by_the_checks_of_its_name(qapp: QApplication, tmp_path: Path) -> None:
    """Each of them holds here, on a machine with a Chinese font."""
    wanted = {"qt", "qt in chinese", "pictures", "input methods", "rare characters", "ordinary characters"}
    scene = Scene(tmp_path, Texts("zh"))
    answers = ask_all([check for check in run.checks(tmp_path, "") if check.name in wanted], scene)

    assert {name: answer.detail for name, answer in answers.items() if not answer.ok} == {}
    assert set(answers) == wanted
