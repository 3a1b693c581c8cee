"""The play runs whole on a plan of ours, and ends with a failure where a claim does not hold.

Pictures are left out here: tests/journeys looks at the windows.
"""

import functools
import re
from pathlib import Path

import pytest

from app.crypto import passphrase
from app.demo import play
from app.errors import Bug, FileError
from app.resources import resource
from app.text import Texts
from app.workspace import signing_in

PLAN = "# 二进制\n\n## 教学过程\n\n同学们先看图再数一数，然后说一说自己的发现。这一段要足够长才好批注。\n"


@pytest.fixture(autouse=True)
def without_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pictures, no second part, and PINs that are cheap to lock."""
    monkeypatch.setattr(play, "_take_pictures", lambda *_: None)
    monkeypatch.setattr(play, "play_term", lambda *_: None)  # the second part has tests of its own
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A short plan, as WPS saves it."""
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAN.encode("gb18030"))
    return path


ENGLISH = "# Binary digits\n\nCount on your hand. Then say why!"


@pytest.mark.parametrize(
    ("words", "encoding", "language"),
    [("标题\n", "utf-8", "en"), (ENGLISH, "utf-8", "en"), (PLAN + "讲。" * 40, "gb18030", "zh")],
)
def test_any_plan_can_be_played_with_and_each_step_is_told_with_its_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str, encoding: str, language: str
) -> None:
    """One of a title only, one in English, one as WPS saves it without a sentence's end where one is looked for. In
    either language every line is numbered, and no place in a sentence is left unfilled."""
    path = tmp_path / "plan.md"
    path.write_bytes(words.encode(encoding))

    assert play.play(tmp_path / "pictures", path, Texts(language)) == 0
    lines = capsys.readouterr().out.splitlines()

    assert [int(line.partition(".")[0]) for line in lines] == list(range(1, len(lines) + 1))
    assert len(lines) > 12
    assert not [line for line in lines if "{" in line or "}" in line]
    assert any(str(len(words)) in line for line in lines)


def test_a_comment_is_put_at_the_beginning_of_a_sentence() -> None:
    """A quote that starts in the middle of a word looks like a fault."""
    assert play._sentence_after("一。 二。三", 1) == 3
    assert play._sentence_after("一二三。", 0) == 0
    assert play._sentence_after("见 example.org 页。后面", 1) == 16
    assert play._sentence_after("", 0) == 0


def test_its_own_plan_is_long_enough_to_play_with() -> None:
    """For machines on which the real plan does not lie beside the repository."""
    words = play._words_of(resource("demo", "plan.md"))

    assert len(words) > 300
    assert len(play._HAN_RUN.findall(words)) > 10


def test_a_plan_that_is_no_text_ends_the_play_before_it_begins(tmp_path: Path) -> None:
    """And so does one that is not there. Nothing is left in the folder of temporary files."""
    (tmp_path / "plan.docx").write_bytes(b"PK\x03\x04\x00\x00")
    for name, code in (("plan.docx", "file.not_text"), ("gone.md", "file.unreadable")):
        with pytest.raises(FileError) as raised:
            play.play(tmp_path, tmp_path / name, Texts("zh"))
        assert raised.value.code == code


def test_a_claim_that_does_not_hold_is_never_told_as_if_it_did(
    tmp_path: Path, plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A relay whose disk can be read would end the play with an error."""
    monkeypatch.setattr(play, "_HAN_RUN", re.compile("SQLite format"))
    plan.write_text(PLAN + "SQLite format", "utf-8")
    with pytest.raises(Bug, match="readable text"):
        play.play(tmp_path, plan, Texts("en"))

    assert Texts("en").say("demo.say.end") not in capsys.readouterr().out


def test_a_folder_that_holds_something_is_not_played_in(tmp_path: Path, plan: Path) -> None:
    """Somebody's own school may lie there."""
    with pytest.raises(FileError) as refused:
        play.play(tmp_path, plan, Texts("zh"), tmp_path)
    assert refused.value.code == "file.not_empty"
    assert plan.exists()
