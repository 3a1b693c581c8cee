"""An installed program starts the layers that it is told to, and goes back by itself from layers that cannot run."""

import ast
import shutil
import sys
from pathlib import Path

import pytest

from app.installed import CURRENT, PREVIOUS, TRYING, WENT_BACK, Layers
from app.version import __version__
from tests.helpers.installed_tree import BOOT, LIB, RUNTIME, said, small_app, small_tree, start, whole_tree

OLD, NEW = Layers(RUNTIME, LIB, "app-1.0.0"), Layers(RUNTIME, LIB, "app-1.1.0")


def test_our_own_code_starts_from_the_layers(tmp_path: Path) -> None:
    """From app.zip, with the resources beside it: the home is made, and a sentence comes in her language."""
    installed = whole_tree(tmp_path / "同 行", __version__)

    version = start(installed, "--version")
    refused = start(installed, "--home", str(tmp_path / "home"), "--language", "en", "check-trail", str(BOOT))

    assert version.stdout.strip() == f"tongxing {__version__}"
    assert (refused.returncode, (tmp_path / "home" / "people").is_dir()) == (1, True), refused.stderr
    assert "This file is no trail." in refused.stderr


def test_arguments_and_exit_codes_go_through(tmp_path: Path) -> None:
    """The launcher, boot.py and the program are one command."""
    installed = small_tree(tmp_path)

    assert said(installed, "--home", "家 一") == "1.0.0 --home 家 一"
    assert start(installed, "--crash").returncode == 11


def test_boot_needs_the_standard_library_alone() -> None:
    """It is never replaced, so it must not lean on what is."""
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(BOOT.read_text("utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("damaged", [None, "", "app app-1.1.0\n", "runtime runtime-1\nlib ..\napp app-9\n", "\x00\xff"])
def test_without_a_readable_current_the_previous_layers_run(tmp_path: Path, damaged: str | None) -> None:
    """A power cut on a stick without a journal may leave any of these."""
    installed = small_tree(tmp_path)
    small_app(tmp_path, "1.1.0")
    installed.write(PREVIOUS, OLD.text())
    installed.remove(CURRENT)
    if damaged is not None:
        (tmp_path / CURRENT).write_text(damaged, "latin-1")

    assert said(installed) == "1.0.0"
    assert installed.current() == OLD
    assert said(installed) == "1.0.0"


@pytest.mark.parametrize("gone", ["app.zip", "resources"])
def test_layers_that_are_not_whole_are_not_started(tmp_path: Path, gone: str) -> None:
    """Somebody tidied the folder."""
    installed = small_tree(tmp_path)
    lost = tmp_path / "layers" / small_app(tmp_path, "1.1.0") / gone
    installed.write(PREVIOUS, OLD.text())
    installed.write(CURRENT, NEW.text())
    if lost.is_dir():
        shutil.rmtree(lost)
    else:
        lost.unlink()

    assert said(installed) == "1.0.0"
    assert (installed.current(), installed.went_back()) == (OLD, NEW)


def test_without_current_and_previous_the_newest_whole_layers_run(tmp_path: Path) -> None:
    """Whole is what has its code and its resources: a half-made folder is passed over."""
    installed = small_tree(tmp_path)
    small_app(tmp_path, "1.9.0")
    small_app(tmp_path, "1.10.0")
    (tmp_path / "layers" / "app-2.0.0").mkdir()
    installed.remove(CURRENT)

    assert said(installed) == "1.10.0"
    assert said(installed) == "1.10.0"


def test_with_nothing_to_start_one_plain_sentence_says_so(tmp_path: Path) -> None:
    """In both languages: there is no program that could know hers."""
    installed = small_tree(tmp_path)
    shutil.rmtree(tmp_path / "layers")

    ended = start(installed)

    assert ended.returncode == 1
    assert "请用U盘里的安装程序再装一次" in ended.stderr
    assert "Please install it again" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("fault", ["import a_module_that_is_not_there", "this is no Python", "1 / 0"])
def test_a_new_version_that_cannot_be_imported_gives_way_at_once(tmp_path: Path, fault: str) -> None:
    """Also where the fault lies beyond the first module: the way to the window is tried first."""
    installed = small_tree(tmp_path)
    small_app(tmp_path, "1.1.0", broken=fault)
    installed.write(PREVIOUS, OLD.text())
    installed.write(CURRENT, NEW.text())

    assert said(installed, "--home", "here") == "1.0.0 --home here"
    assert (installed.current(), installed.went_back()) == (OLD, NEW)
    assert installed.read(WENT_BACK).startswith("import ")


def test_two_starts_that_never_reach_the_window_are_enough(tmp_path: Path) -> None:
    """A library that brings the process down cannot be caught, only counted."""
    installed = small_tree(tmp_path)
    small_app(tmp_path, "1.1.0")
    installed.write(PREVIOUS, OLD.text())
    installed.write(CURRENT, NEW.text())

    assert [said(installed, "--crash") for _ in range(3)] == ["1.1.0 --crash", "1.1.0 --crash", "1.0.0 --crash"]
    assert (installed.current(), installed.went_back()) == (OLD, NEW)


def test_commands_without_a_window_do_not_count(tmp_path: Path) -> None:
    """Asking a new version for its number three times is no reason to give it up."""
    installed = small_tree(tmp_path)
    small_app(tmp_path, "1.1.0")
    installed.write(PREVIOUS, OLD.text())
    installed.write(CURRENT, NEW.text())

    assert [said(installed, "--version") for _ in range(4)] == ["1.1.0 --version"] * 4


def test_a_confirmed_version_is_never_given_up_for_its_crashes(tmp_path: Path) -> None:
    """Its window was seen, so what goes wrong later is not the update's."""
    installed = small_tree(tmp_path)
    small_app(tmp_path, "1.1.0")
    installed.write(PREVIOUS, OLD.text())
    installed.write(CURRENT, NEW.text())

    assert said(installed) == "1.1.0"
    assert [said(installed, "--crash") for _ in range(4)] == ["1.1.0 --crash"] * 4


def test_a_first_version_has_nothing_to_go_back_to(tmp_path: Path) -> None:
    """Its fault is told as it is, and nothing is written."""
    installed = small_tree(tmp_path)

    assert [said(installed, "--crash") for _ in range(4)] == ["1.0.0 --crash"] * 4
    assert not (tmp_path / TRYING).exists()
