"""All checks in their order, done in a folder that is gone afterwards; and the time to the first window."""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from app.errors import FileError
from app.installed import installation
from app.paths import real_home
from app.selftest import carried, documents, work
from app.selftest.checks import Check, Scene, Wrong, all_hold, ask_all, must, written
from app.selftest.process import milliseconds_running
from app.text import Texts

T = TypeVar("T")

_BASIC_PLANE = 0xFFFF
#: Outside the basic plane or of 2013's table: what old system fonts lack. The first is in many names.
_RARE = (chr(0x2A8FB), chr(0x20BB7), chr(0x28678))


def self_test(file: Path, card: str, texts: Texts, home: Path | None) -> int:
    """Do every check and write the answers to ``file`` as JSON; 0 if all hold that must.

    ``card``: of a relay to sync through, or empty. ``home``: the person's real home, in which nothing is done but to
    see whether it can be written. Raises FileError if the file cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="tongxing-selftest-", ignore_cleanup_errors=True) as folder:
        answers = ask_all(checks(home, card), Scene(Path(folder), texts, card))
    try:
        file.write_text(written(answers), "utf-8")
    except OSError as error:
        raise FileError("file.unwritable", type(error).__name__) from error
    return 0 if all_hold(answers.values()) else 1


def checks(home: Path | None, card: str) -> list[Check]:
    """Everything that is looked at, what needs nothing else first."""
    installed = installation() is not None
    return [
        # Ours first: the store puts its SQLite in the place where sqlite-utils looks for Python's own.
        Check("modules", carried.own_modules),
        Check("libraries", carried.libraries),
        Check("ciphers", carried.all_ciphers),
        Check("languages", carried.languages),
        Check("compression", work.packed),
        Check("merge", work.merged),
        Check("recovery words", work.words_for_keys),
        Check("store and search", work.kept_and_found),
        Check("sync", work.synced),
        Check("kit", work.kit_walked, must=bool(card)),
        Check("word file", documents.word_file),
        Check("workbook", documents.workbook),
        Check("qt", _qt("platform")),
        Check("qt in chinese", _qt("own_words")),
        Check("pictures", _qt("pictures")),
        Check("input methods", _qt("input_methods")),
        Check("rare characters", _rare),
        Check("ordinary characters", _ordinary),
        Check("pdf", _pdf),
        Check("key store", work.key_store, must=False),
        Check("writing in home", lambda _scene: carried.writing_in_home(home or real_home())),
        Check("release key", carried.release_key, must=installed),
        Check("licences", carried.licences),
    ]


def print_first_paint(texts: Texts, place: str, home: Path | None) -> int:
    """Show the real first window, tell the milliseconds from the process' start to its first painting, and end.

    ``place``: a file for the number, since a Windows program has no console; ``-`` prints it. Without ``home`` the
    first window is that of an empty one.
    """
    from app.clock import SystemClock
    from app.paths import open_home
    from app.settings import read_settings
    from app.ui.application import run
    from app.ui.first_paint import FirstPaint
    from app.workspace.signing_in import People

    took: list[float] = []
    with tempfile.TemporaryDirectory(prefix="tongxing-paint-", ignore_cleanup_errors=True) as folder:
        opened = open_home(home or Path(folder))
        settings = read_settings(opened.settings)
        run(
            People(opened, SystemClock()),
            settings,
            opened.settings,
            texts,
            sys.argv[:1],
            lambda application: FirstPaint(application, lambda: took.append(milliseconds_running())),
        )
    line = f"{took[0]:.0f}" if took else "never"
    if place == "-":
        print(line)
    else:
        Path(place).write_text(f"{line}\n", "ascii")
    return 0 if took else 1


def _qt(name: str) -> Callable[[Scene], str]:
    """A look at Qt; imported when it is done, so that a broken Qt fails its own checks and no other."""

    def look(_scene: Scene) -> str:
        from app.ui import soundness

        return str(_sound(getattr(soundness, name)))

    return look


def _rare(_scene: Scene) -> str:
    from app.ui import soundness

    return _sound(partial(soundness.rare_characters, _RARE))


def _ordinary(scene: Scene) -> str:
    from app.ui import soundness

    plain = "".join(one for one in scene.texts.say("selftest.notes") if one not in _RARE and not one.isspace())
    return _sound(partial(soundness.ordinary_characters, plain))


def _pdf(scene: Scene) -> str:
    from app.ui import soundness

    pages = documents.pages_of(scene)
    pdf = _sound(partial(soundness.printed, pages))
    words = "".join(scene.texts.say("selftest.notes").split())
    lacking = documents.words_in_pdf(pdf, words)
    if sys.platform == "win32":  # Qt draws the shipped font's letters as outlines there: to be seen, not to be searched
        lacking = [one for one in lacking if ord(one) <= _BASIC_PLANE]
    must(pdf.startswith(b"%PDF") and not lacking, f"{len(pdf)} bytes, cannot be read: {''.join(lacking)}")
    return f"{len(pdf)} bytes, {len(set(words))} characters can be read"


def _sound(look: Callable[[], T]) -> T:
    from app.ui.soundness import Unsound

    try:
        return look()
    except Unsound as found:
        raise Wrong(str(found)) from found
