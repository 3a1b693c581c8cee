"""An answer is kept whatever a check does, and only what must hold decides."""

import json
import sys
from pathlib import Path

import pytest

from app.selftest.checks import Answer, Check, Scene, Wrong, all_hold, ask, ask_all, must, written
from app.text import Texts


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """An empty place."""
    return Scene(tmp_path, Texts("zh"))


def test_what_a_check_raises_is_its_answer(scene: Scene) -> None:
    """Also when a library wants to end the program; where it happened is told."""

    def ends(_scene: Scene) -> str:
        sys.exit("no")

    def breaks(_scene: Scene) -> str:
        return str(1 // 0)

    assert not ask(Check("ends", ends), scene).ok
    answer = ask(Check("breaks", breaks), scene)
    assert "ZeroDivisionError" in answer.detail
    assert "test_checks.py:" in answer.detail


def test_what_must_hold_decides(scene: Scene) -> None:
    def wrong(_scene: Scene) -> str:
        raise Wrong("other words")

    answers = ask_all([Check("good", lambda _scene: "yes"), Check("nice", wrong, must=False)], scene)
    assert all_hold(answers.values())
    assert answers["nice"].detail == "other words"
    assert not all_hold(ask_all([Check("needed", wrong)], scene).values())


def test_must_raises_what_is_wrong() -> None:
    must(True, "never")
    with pytest.raises(Wrong, match="too small"):
        must(0, "too small")


def test_the_answers_are_written_as_json() -> None:
    read = json.loads(written({"字": Answer(False, True, "少了", 3)}))
    assert read["ok"] is False
    assert read["checks"]["字"] == {"ok": False, "must": True, "detail": "少了", "ms": 3}
