"""The program's one entry: what is asked of it is done, and nothing ends in a traceback."""

import io
import sys
from pathlib import Path

import pytest

from app import commands, startup
from app.errors import FileError, StoreError
from app.paths import open_home
from app.resources import LANGUAGES
from app.settings import Settings, write_settings
from app.startup import main
from app.text import Texts
from app.version import __version__


def failing(error: BaseException) -> object:
    """A command that fails so."""

    def run(*_: object) -> int:
        raise error

    return run


def noting(parts: list[object], code: int) -> object:
    """A command that notes what it was handed, and ends with this exit code."""

    def run(*given: object) -> int:
        parts.extend(given)
        return code

    return run


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """As the argument parser does it: on the standard output, with success."""
    with pytest.raises(SystemExit) as ended:
        main(["--version"])

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"tongxing {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["dance"], ["import"], ["ticket", "圈", "--role", "owner"], ["--language", "fr"]]
)
def test_a_wrong_line_is_answered_with_how_it_should_be(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """And with the exit code that shells expect."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert "usage: tongxing" in capsys.readouterr().err


def test_options_stand_before_or_behind_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """People type them in either place."""
    seen: list[object] = []
    monkeypatch.setattr(commands, "run_command", noting(seen, 0))
    home = str(tmp_path / "home")

    assert main(["--home", home, "--language", "en", "sync"]) == 0
    assert main(["sync", "--home", home, "--language", "en"]) == 0
    for at in (0, 3):
        _, opened, texts = seen[at : at + 3]
        assert opened == open_home(tmp_path / "home")
        assert isinstance(texts, Texts)
        assert texts.language == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_known_failure_is_one_plain_paragraph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    """In the language of the settings, on the error output, with exit code 1."""
    write_settings(open_home(tmp_path).settings, Settings(language))
    error = StoreError("store.full", "secret detail")
    monkeypatch.setattr(commands, "run_command", failing(error))

    assert main(["--home", str(tmp_path), "sync"]) == 1
    printed = capsys.readouterr()
    assert printed.err.strip() == Texts(language).explain(error).whole()
    assert printed.out == ""


def test_what_nobody_foresaw_is_a_paragraph_too_and_a_line_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither holds the message, which may be a teacher's words."""
    monkeypatch.setattr(commands, "run_command", failing(ValueError("张老师的教案")))

    assert main(["--home", str(tmp_path), "--language", "en", "sync"]) == 1
    printed = capsys.readouterr().err
    log = (tmp_path / "logs" / "tongxing.log").read_text("utf-8")
    assert "Traceback" not in printed + log
    assert "张老师" not in printed + log
    assert "ValueError at test_startup.py" in log


def test_stopping_it_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell's own code for it."""
    monkeypatch.setattr(commands, "run_command", failing(KeyboardInterrupt()))

    assert main(["--home", str(tmp_path), "sync"]) == 130


def test_a_home_that_cannot_be_made_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before there is a log or a setting."""
    (tmp_path / "file").write_text("in the way", "utf-8")

    assert main(["--home", str(tmp_path / "file" / "home"), "sync"]) == 1
    assert Texts("zh").say("store.read_only.what") in capsys.readouterr().err


def test_a_console_without_a_character_does_not_end_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Windows console of the year 2000 has no 𠮷."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="gbk"))

    def run(*_: object) -> int:
        print("𠮷课")
        return 0

    monkeypatch.setattr(commands, "run_command", run)
    assert main(["--home", str(tmp_path), "sync"]) == 0
    sys.stdout.flush()
    assert raw.getvalue().decode("gbk").strip() == "?课"


def test_without_a_command_the_window_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is handed everything that it needs, and its exit code is the program's."""
    handed: list[object] = []
    monkeypatch.setattr("app.ui.application.run", noting(handed, 7))

    assert main(["--home", str(tmp_path), "--language", "en"]) == 7
    people, settings, path, texts, argv = handed
    assert isinstance(texts, Texts)
    assert (settings, path, texts.language, argv) == (Settings("en"), tmp_path / "settings.toml", "en", sys.argv[:1])
    assert people.entries() == []  # type: ignore[attr-defined]  # the window's People


def test_the_demo_needs_no_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It makes two of its own; the real one is never opened."""
    played: list[object] = []
    monkeypatch.setattr("app.demo.play.play", noting(played, 0))

    assert main(["demo", "--plan", str(tmp_path / "plan.md"), "--language", "en"]) == 0
    assert played[:2] == [None, tmp_path / "plan.md"]


def test_a_failure_in_the_demo_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It runs before a home is known."""
    monkeypatch.setattr("app.demo.play.play", failing(FileError("file.not_text")))

    assert main(["demo", "--language", "en"]) == 1
    assert Texts("en").say("file.not_text.what") in capsys.readouterr().err


def test_every_command_that_is_offered_exists() -> None:
    """The parser's list and the table of verbs are one thing."""
    parser = startup._parser()
    offered = next(action.choices for action in parser._actions if action.dest == "command")

    assert offered is not None
    alone = {"person", "begin-from-stick", "carry", "check-trail", "demo", "update", "go-back"}
    assert set(offered) == {*commands._COMMANDS, *alone}
