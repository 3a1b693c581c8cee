"""Every window of the Windows installer, opened and clicked through in the wine bed: what it says, and a picture of it.

What a window has to say is read from the installer's own texts, so that a page in the other language, or one that does
not come, is a finding. Whether it looks well only eyes can tell: the pictures lie in ``windows-pictures`` beside the
packages. ``python -m shipping.testing.installer_pictures OLDER NEWER FOLDER`` in packaging/ takes them alone (as root,
with the bed in the cache named by --cache), in about a minute and a half for each language.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from shipping.context import CACHE, ROOT
from shipping.testing.findings import Findings
from shipping.testing.windows_machine import COMPILER, START, Hands, wait
from shipping.testing.wine_bed import Room, apart, make

TEXTS = ROOT / "packaging" / "windows"
#: Each language of the texts, and the locale that makes wine a Windows of it.
LOCALES = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}
#: Numbers of buttons: Windows' own, and the tick "open it now" of the last page.
OK, CANCEL, RETRY, NO, TICK = 1, 2, 4, 7, 1203
#: Seconds until a window must stand, also while a real installer unpacks.
_PATIENCE = 150
#: MB of a disk on which the program has no room.
_SMALL = 20
#: Under an own desktop wine draws the title and the icon of each window, as Windows does.
_DESKTOP = (("Explorer", "Desktop", "school"), (r"Explorer\Desktops", "school", "1366x768"))
#: In English wine finds no Chinese characters, unless the font of dialogs has them; Windows itself finds them.
_FONTS = ("Tahoma", "MS Shell Dlg", "Microsoft Sans Serif", "MS Sans Serif")
_FONT = "WenQuanYi Micro Hei"


def texts(language: str, folder: Path = TEXTS) -> dict[str, str]:
    """The installer's texts by name, each up to the first thing that is put in when it runs, or to its line's end."""
    found = re.findall(
        r'^LangString (\w+) \S+ "(.*)"$', (folder / f"texts-{language}.nsh").read_text("utf-8"), re.MULTILINE
    )
    return {name: text.partition("$")[0] for name, text in found}


@dataclass
class Eyes:
    """Looks at the windows of one machine in one language, and clicks in them."""

    room: Room
    hands: Hands
    findings: Findings
    language: str
    folder: Path
    words: dict[str, str] = field(default_factory=dict)
    _taken: int = 0

    def __post_init__(self) -> None:
        self.words = texts(self.language)
        self.room.speak(LOCALES[self.language])
        program = self.room.stage / "windows.exe"
        subprocess.run(
            [COMPILER, "-municode", "-Os", "-s", str(START.with_name("windows.c")), "-o", str(program)], check=True
        )
        for key, name, value in (*_DESKTOP, *((r"Fonts\Replacements", font, _FONT) for font in _FONTS)):
            self.room.wine("reg", "add", rf"HKCU\Software\Wine\{key}", "/v", name, "/d", value, "/f")

    def said(self) -> str:
        """What stands in all dialogs, as windows.c writes it."""
        self.room.wine(self.room.staged("windows.exe"), self.room.staged("said.txt"))
        return (self.room.stage / "said.txt").read_text("utf-8")

    def press(self, button: int) -> None:
        """Press a button of the dialog in front."""
        self.room.wine(self.room.staged("windows.exe"), "press", str(button))

    def see(self, name: str, *keys: str) -> None:
        """Wait for a window that says these texts, and take its picture."""
        wanted = [self.words[key] for key in keys]
        wait(lambda: all(text in self.said() for text in wanted), _PATIENCE)
        wait(lambda: False, 0.7)  # what a window says is there before it is painted
        said = self.said()
        missing = [text for text in wanted if text not in said]
        self.findings.note(f"windows of the installer, {self.language}: {name}", not missing, f"{missing} in {said}")
        self._taken += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        self.room.picture(self.folder / f"{self.language}-{self._taken:02}-{name}.png")

    def gone(self) -> None:
        """Wait until no dialog is left."""
        wait(lambda: not self.said(), 30)


def look(room: Room, findings: Findings, old: str, new: str, language: str, folder: Path) -> None:
    """Walk through everything that the installers ``old`` and ``new`` (on the stage) can show to a person.

    Nothing may be installed before; nothing is afterwards. ``new`` is of a later version.
    """
    eyes = Eyes(room, Hands(room), findings, language, folder)
    older, newer = (f'"{room.staged(name)}"' for name in (old, new))
    _no_room(eyes, older)
    eyes.hands.leave(older)
    eyes.see("welcome", "CAPTION", "WELCOME_TITLE", "WELCOME_TEXT")
    eyes.press(OK)
    eyes.see("progress", "PROGRESS_TITLE", "PROGRESS_TEXT")
    eyes.see("finish", "FINISH_TITLE", "FINISH_TEXT", "FINISH_RUN")
    _close(eyes)
    _upgrade(eyes, newer)
    eyes.hands.leave(older)
    eyes.see("older-refused", "NEWER")
    eyes.press(NO)
    eyes.gone()
    eyes.hands.leave(f'"{eyes.hands.program}\\uninstall.exe"')
    eyes.see("uninstall", "UNINSTALL_CAPTION", "UNINSTALL_TEXT")
    eyes.press(OK)
    eyes.see("uninstalled", "REMOVED_TITLE", "REMOVED_SUBTITLE")
    eyes.press(OK)
    eyes.gone()
    room.settle()


def _close(eyes: Eyes) -> None:
    """Close the last page without opening the program."""
    eyes.press(TICK)
    eyes.press(OK)
    eyes.gone()


def _no_room(eyes: Eyes, setup: str) -> None:
    """A disk without room: the page with the folder comes, lets nobody pass, and another disk may be chosen."""
    small, drive = eyes.room.stage / "small", eyes.room.prefix / "dosdevices" / "s:"
    small.mkdir(exist_ok=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_SMALL}m,mode=777", "tmpfs", str(small)], check=True
    )  # fmt: skip
    drive.unlink(missing_ok=True)
    drive.symlink_to("/stage/small")
    eyes.hands.leave(setup + r" /D=S:\Tongxing")
    eyes.see("full-welcome", "WELCOME_TITLE")
    eyes.press(OK)
    eyes.see("full-folder", "FOLDER_TITLE", "FOLDER_TEXT", "FOLDER_LABEL")
    eyes.press(CANCEL)
    eyes.gone()
    eyes.room.stop_all()
    drive.unlink()
    subprocess.run(["umount", str(small)], check=True)


def _upgrade(eyes: Eyes, setup: str) -> None:
    """A newer installer while the program's file is in use, as it is while the program runs; then it goes on."""
    program = eyes.hands.where(eyes.hands.program) / "tongxing.exe"
    eyes.hands.leave(setup)
    eyes.see("newer-welcome", "WELCOME_AGAIN")
    program.chmod(0o444)  # what Windows does to the file of a program that runs: nobody may write to it
    eyes.press(OK)
    eyes.see("running", "RUNNING")
    program.chmod(0o755)
    eyes.press(RETRY)
    eyes.see("newer-finish", "FINISH_TITLE", "FINISH_AGAIN")
    _close(eyes)


def main(words: list[str]) -> int:
    """Take the pictures of two installers, in namespaces of their own."""
    parser = argparse.ArgumentParser(description="Takes a picture of each window of the Windows installer.")
    parser.add_argument("older", type=Path)
    parser.add_argument("newer", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--languages", nargs="+", choices=LOCALES, default=list(LOCALES))
    parser.add_argument("--inside", action="store_true", help="in namespaces already; not for people")
    told = parser.parse_args(words)
    if not told.inside:
        bed = make(told.cache)
        assert bed.is_dir()
        return subprocess.run(
            [*apart(), sys.executable, "-m", "shipping.testing.installer_pictures", *words, "--inside"], check=False
        ).returncode  # fmt: skip
    findings = Findings("windows")
    with tempfile.TemporaryDirectory(dir=told.cache, ignore_cleanup_errors=True) as scratch:
        room = Room(make(told.cache), Path(scratch))
        for name in ("older", "newer"):
            shutil.copyfile(getattr(told, name), room.stage / f"{name}-setup.exe")
        for language in told.languages:
            look(room, findings, "older-setup.exe", "newer-setup.exe", language, told.folder)
        room.stop_all()
    return 1 if findings.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
