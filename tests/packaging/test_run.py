"""The installer for one person, with nothing in it: what it puts where, what it leaves, and when it refuses."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest
from shipping import run
from shipping.context import ROOT, Context

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("xz") is None, reason="the installer is for Linux"
)
HOME = "家 里"
TEACHER = 12345


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installer in it that carries dummies instead of layers."""
    place = tmp_path_factory.mktemp("stick")
    place.chmod(0o755)
    built = Context("1.2.3", 1795305600, place / "U盘", cache=place / "cache", fast=True)
    built.out.mkdir()
    run.build(built)
    later = replace(built, version="1.2.4", out=place / "later")
    later.out.mkdir()
    run.build(later)
    return place


class Laptop:
    """A home, and an installer that is called in it as an ordinary user."""

    def __init__(self, folder: Path, stick: Path) -> None:
        self.home, self.stick = folder / HOME, stick
        self.home.mkdir()
        self.data = self.home / ".local" / "share"
        self.root = self.data / "tongxing-app"
        if os.geteuid() == 0:
            for path in (folder, self.home):
                os.chown(path, TEACHER, TEACHER)
                path.chmod(0o755)

    def call(
        self, *words: str, later: bool = False, path: str = "/usr/bin:/bin", language: str = "C.UTF-8"
    ) -> "subprocess.CompletedProcess[str]":
        """Run the installer with these words."""
        file = next((self.stick / ("later" if later else "U盘")).glob("*.run"))
        return self.own("sh", str(file), *words, path=path, language=language)

    def own(
        self, *command: str, path: str = "/usr/bin:/bin", language: str = "C.UTF-8"
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command as the person whose home it is."""
        who = {"user": TEACHER, "group": TEACHER, "extra_groups": []} if os.geteuid() == 0 else {}
        env = {"HOME": str(self.home), "PATH": path, "TONGXING_QUIET": "1", "LANG": language}
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False, cwd="/", **who)  # type: ignore[call-overload,no-any-return]  # one dict for three arguments


@pytest.fixture
def laptop(tmp_path: Path, stick: Path) -> Laptop:
    # pytest's own folders let nobody else in; with several processes there is one more of them.
    for folder in takewhile(lambda one: one.name.startswith(("pytest-", "popen-")), tmp_path.parents):
        folder.chmod(0o755)
    return Laptop(tmp_path, stick)


@pytest.mark.parametrize(
    ("language", "chinese", "english"), [("zh_CN.UTF-8", 1, 0), ("en_US.UTF-8", 0, 1), ("C", 1, 1)]
)
def test_it_speaks_the_language_of_the_desktop_and_both_where_that_is_neither(
    laptop: Laptop, language: str, chinese: int, english: int
) -> None:
    said = laptop.call("--uninstall", language=language).stdout

    assert (said.count("同行已经卸载"), said.count("Tongxing is removed")) == (chinese, english)


def test_it_installs_for_one_person_with_a_menu_entry_and_says_where_from(laptop: Laptop) -> None:
    done = laptop.call()

    assert done.returncode == 0, done.stderr
    assert "装好了" in done.stdout
    assert (laptop.root / "came-from").read_text(encoding="utf-8").strip() == str(laptop.stick / "U盘")
    entry = (laptop.data / "applications" / "cn.tongxing.app.desktop").read_text(encoding="utf-8")
    assert f'Exec="{laptop.root}/bin/tongxing" %U' in entry
    assert "Icon=cn.tongxing.app" in entry
    assert (laptop.data / "icons" / "hicolor" / "256x256" / "apps" / "cn.tongxing.app.png").exists()
    assert not (laptop.root / "icons").exists()
    started = laptop.own(str(laptop.root / "bin" / "tongxing"), "--language", "zh")
    assert started.stdout == f"started {laptop.root}/boot.py --language zh\n"


def test_a_newer_one_takes_its_place_and_leaves_what_was_written(laptop: Laptop) -> None:
    laptop.call()
    (laptop.data / "tongxing").mkdir()
    (laptop.data / "tongxing" / "store.db").write_bytes(b"a plan")
    (laptop.root / "confirmed").write_text("old", encoding="ascii")
    (laptop.root / "mine.txt").write_text("mine", encoding="ascii")
    (laptop.root / "counter").write_text("7\n", encoding="ascii")

    done = laptop.call(later=True)

    assert done.returncode == 0, done.stderr
    assert [path.name for path in (laptop.root / "layers").glob("app-*")] == ["app-1.2.4"]
    assert not (laptop.root / "confirmed").exists()
    assert (laptop.data / "tongxing" / "store.db").read_bytes() == b"a plan"
    assert (laptop.root / "mine.txt").read_text(encoding="ascii") == "mine"
    assert (laptop.root / "counter").read_text(encoding="ascii") == "7\n"  # no release before the 7th is let in again


def test_it_refuses_while_the_program_runs_and_changes_nothing(laptop: Laptop) -> None:
    laptop.call()
    who = {"user": TEACHER, "group": TEACHER} if os.geteuid() == 0 else {}
    running = subprocess.Popen([laptop.root / "bin" / "tongxing", "--wait"], env={"PATH": "/usr/bin:/bin"}, **who)  # type: ignore[call-overload]  # one dict for two arguments
    try:
        while "waiting" not in os.readlink(f"/proc/{running.pid}/exe"):
            time.sleep(0.01)
        for words in ((), ("--uninstall",), ("--purge", "--yes")):
            done = laptop.call(*words, later=True)
            assert (done.returncode, "正开着" in done.stderr) == (5, True)
    finally:
        running.kill()
        running.wait()
    assert [path.name for path in (laptop.root / "layers").glob("app-*")] == ["app-1.2.3"]


def test_uninstalling_keeps_what_was_written_and_purging_asks_first(laptop: Laptop) -> None:
    laptop.call()
    (laptop.data / "tongxing").mkdir()
    (laptop.root / "counter").write_text("7\n", encoding="ascii")

    done = laptop.call("--uninstall")

    assert (done.returncode, "还在" in done.stdout) == (0, True)
    assert not laptop.root.exists()
    assert not [*laptop.data.rglob("*cn.tongxing.app*")]
    assert laptop.call("--purge").returncode == 8
    assert (laptop.data / "tongxing").exists()
    assert laptop.call("--purge", "--yes").returncode == 0
    assert not (laptop.data / "tongxing").exists()


def test_a_damaged_file_and_a_missing_program_change_nothing(laptop: Laptop, tmp_path: Path) -> None:
    laptop.call()
    whole = next((laptop.stick / "later").glob("*.run")).read_bytes()
    damaged = tmp_path / "damaged.run"
    damaged.write_bytes(whole[:-100])

    done = laptop.own("sh", str(damaged))
    assert (done.returncode, "坏了" in done.stderr) == (2, True)
    tools = tmp_path / "few"
    tools.mkdir()
    for name in (
        "sh",
        "id",
        "readlink",
        "sed",
        "cat",
        "tail",
        "head",
        "sha256sum",
        "mkdir",
        "rm",
        "tar",
        "df",
        "awk",
        "ls",
        "grep",
    ):
        (tools / name).symlink_to(str(shutil.which(name)))
    done = laptop.call(later=True, path=str(tools))
    assert (done.returncode, "xz" in done.stderr) == (3, True)
    assert [path.name for path in (laptop.root / "layers").glob("app-*")] == ["app-1.2.3"]


def test_signs_that_mean_something_in_a_menu_entry_are_escaped(tmp_path: Path, stick: Path) -> None:
    odd = tmp_path / 'a"b$c%d'
    odd.mkdir()
    for folder in [odd, *odd.parents][:4]:
        folder.chmod(0o755)
    laptop = Laptop(odd, stick)
    laptop.call()

    entry = (laptop.data / "applications" / "cn.tongxing.app.desktop").read_text(encoding="utf-8")
    (line,) = [line for line in entry.splitlines() if line.startswith("Exec=")]
    assert line == f'Exec="{tmp_path}/a\\\\"b\\\\$c%%d/{HOME}/.local/share/tongxing-app/bin/tongxing" %U'


def test_two_builds_are_the_same_bytes(stick: Path, tmp_path: Path) -> None:
    again = Context("1.2.3", 1795305600, tmp_path, root=ROOT, cache=tmp_path / "cache", fast=True)
    (made,) = run.build(again)

    assert made.read_bytes() == (stick / "U盘" / made.name).read_bytes()
