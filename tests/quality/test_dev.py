"""dev.py tells a newcomer what is missing and what to type, in plain sentences, and does nothing twice."""

import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.helpers import amounts
from tests.helpers.source import ROOT

LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks system packages")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that dev.py would have started, in order; all of them succeed."""
    started: list[list[str]] = []

    def note(*command: str | Path, quiet: bool = False, **environment: str) -> int:
        started.append([*map(str, command), *(f"{name}={value}" for name, value in environment.items())])
        return 0

    monkeypatch.setattr(dev, "call", note)
    return started


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own folder for .venv and for the locks."""
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "installed-locks.txt")
    monkeypatch.setattr(dev, "LOCKS", tmp_path)
    for name in ("app", "relay", "dev"):
        (tmp_path / f"{name}.txt").write_text(f"{name}==1\n", encoding="utf-8")
    dev.venv_python().parent.mkdir(parents=True)
    dev.venv_python().touch()
    return tmp_path


def test_a_missing_package_is_named_with_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody without rights can hand the line to somebody who has them."""
    monkeypatch.setattr(dev, "WINDOWS", False)
    monkeypatch.setattr(dev, "missing_packages", lambda font: ["libegl1", "fonts-noto-cjk"])
    monkeypatch.setattr(dev, "administrator", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/" + name)

    with pytest.raises(dev.Stop, match=r"sudo apt-get install .* libegl1 fonts-noto-cjk"):
        dev.provide_system(dev.ANY_CHINESE)


def test_a_system_without_apt_is_told_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other Linux systems have the same libraries under names of their own."""
    monkeypatch.setattr(dev, "WINDOWS", False)
    monkeypatch.setattr(dev, "missing_packages", lambda font: ["libegl1"])
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(dev.Stop, match=r"libegl1 \(libraries: libEGL\.so\.1\)"):
        dev.provide_system(dev.ANY_CHINESE)


def test_an_administrator_gets_them_installed(monkeypatch: pytest.MonkeyPatch, calls: list[list[str]]) -> None:
    """The list of packages is fetched first, since a bare system has none."""
    monkeypatch.setattr(dev, "WINDOWS", False)
    monkeypatch.setattr(dev, "missing_packages", lambda font: ["libegl1"])
    monkeypatch.setattr(dev, "administrator", lambda: ["sudo", "-n"])
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(dev, "can_load", lambda library: True)

    dev.provide_system(dev.ANY_CHINESE)

    assert [call[4:6] for call in calls] == [["apt-get", "update"], ["apt-get", "install"]]
    assert all(call[:2] == ["sudo", "-n"] for call in calls)
    assert "libegl1" in calls[1]


@LINUX_ONLY
def test_what_is_there_is_not_missed() -> None:
    """This machine runs the tests, so nothing may be missing; a font for a character that none has, is."""
    assert dev.missing_packages(dev.ANY_CHINESE) == []
    assert not dev.can_load("libno-such-library.so.7")
    assert not dev.has_font(":lang=zh-cn:charset=10fffd")


def test_an_unknown_machine_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Better than a wheel that is not found after the download of all others."""
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")

    with pytest.raises(dev.Stop, match="aarch64"):
        dev.check_platform()


def test_libraries_are_installed_once_for_each_state_of_the_locks(
    environment: Path, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An offline second run must find nothing to do; a changed lock must be noticed."""
    monkeypatch.setattr(dev, "venv_works", lambda: True)

    dev.provide_libraries(tools=False)
    dev.provide_libraries(tools=False)
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]

    dev.provide_libraries(tools=True)
    dev.provide_libraries(tools=False)
    assert len(calls) == 2

    (environment / "relay.txt").write_text("relay==2\n", encoding="utf-8")
    dev.provide_libraries(tools=False)
    assert len(calls) == 3


def test_line_endings_do_not_change_a_lock(environment: Path) -> None:
    """Git on Windows may write them its own way."""
    lock = environment / "app.txt"
    lock.write_bytes(b"a==1\nb==2\n")
    before = dev.fingerprint([lock])

    lock.write_bytes(b"a==1\r\nb==2\r\n")

    assert dev.fingerprint([lock]) == before


def test_run_without_a_screen_plays_the_demo(
    monkeypatch: pytest.MonkeyPatch, calls: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """And says so, since no window will open."""
    monkeypatch.setattr(dev, "provide", lambda tools: None)
    monkeypatch.setattr(dev, "has_screen", lambda: False)

    assert dev.run([]) == 0

    assert calls[0][1:4] == ["-m", "app", "demo"]
    assert "QT_QPA_PLATFORM=offscreen" in calls[0]
    assert "no screen" in capsys.readouterr().out


def test_run_with_a_screen_opens_the_program(monkeypatch: pytest.MonkeyPatch, calls: list[list[str]]) -> None:
    """What stands after the command is the program's."""
    monkeypatch.setattr(dev, "provide", lambda tools: None)
    monkeypatch.setattr(dev, "has_screen", lambda: True)

    dev.run(["--home", "somewhere"])

    assert calls[0][1:5] == ["-m", "app", "--home", "somewhere"]
    assert not any(word.startswith("QT_QPA_PLATFORM") for word in calls[0])


@pytest.mark.parametrize(
    ("words", "passed"),
    [(["--full"], ["-n", "2", "-m", "share"]), (["tests/journeys", "--full"], ["tests/journeys"])],
)
def test_full_asks_tests_for_all_that_they_have(
    monkeypatch: pytest.MonkeyPatch, calls: list[list[str]], words: list[str], passed: list[str]
) -> None:
    """By itself it runs those that usually do a share; an ordinary run asks nobody."""
    monkeypatch.setattr(dev, "provide", lambda tools: None)

    dev.test(words)
    dev.test([])

    assert calls[0][1:-3] == ["-m", "pytest", *passed]
    assert f"{amounts.FULL}=1" in calls[0]
    assert not any(word.startswith(amounts.FULL) for word in calls[1])


def test_check_goes_on_after_a_complaint_and_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One run shows everything that is not in order."""
    monkeypatch.setattr(dev, "provide", lambda tools: None)
    monkeypatch.setattr(dev, "call", lambda *command, **environment: int("mypy" in command))

    assert dev.check([]) == 1

    assert "Not in order: types." in capsys.readouterr().out


def test_an_unknown_word_shows_the_commands() -> None:
    """As a process: no traceback, and an exit code that a script can see."""
    answer = subprocess.run(
        [sys.executable, ROOT / "dev.py", "rnu"], capture_output=True, text=True, encoding="utf-8", check=False
    )

    assert answer.returncode == 2
    assert "run | test | check | bench NAME | demo" in answer.stdout
    assert answer.stderr == ""


def test_an_unknown_benchmark_is_told_the_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Names are those of the files that can be started."""
    (tmp_path / "wire.py").write_text('if __name__ == "__main__":\n    main()\n', "utf-8")
    (tmp_path / "naive.py").write_text("def baseline(): ...\n", "utf-8")
    monkeypatch.setattr(dev, "BENCHMARKS", tmp_path)

    with pytest.raises(dev.Stop, match=r"one of: wire$"):
        dev.bench(["wier"])
