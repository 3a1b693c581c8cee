"""Chinese is typed into the installed program through fcitx 5, as on the desktops of the schools, and stands there."""

import shutil
import tempfile
from pathlib import Path

from shipping.context import Context
from shipping.testing.debian_beds import TEACHER, Guest
from shipping.testing.findings import Findings
from shipping.testing.installed_linux import bed
from shipping.testing.screen import Screen

#: fcitx's own list of what it switches between: letters, and pinyin.
_PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""
#: As desktops with fcitx set it for every program.
_DESKTOP = {"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "fcitx", "XDG_RUNTIME_DIR": "/tmp/teacher"}
#: Where the first step's line for a name lies in its window, which opens at the screen's corner.
_NAME = (500, 208)
PICTURES = Path("docs", "pictures")


def type_chinese(context: Context, package: Path, findings: Findings) -> None:
    """Install the .deb beside fcitx 5, type pinyin into the first step, choose the first word, and look at the line."""
    place = tempfile.TemporaryDirectory()
    with place as work, Guest(bed(context, "trixie", fcitx=True), Path(work)) as guest, Screen() as screen:
        shutil.copy(package, guest.exchange)
        guest.run("apt-get", "install", "--yes", f"/exchange/{package.name}")
        guest.run("dbus-uuidgen", "--ensure")
        settings = guest.path(f"{TEACHER.home}/.config/fcitx5/profile")
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, encoding="utf-8")
        guest.run("chown", "-R", f"{TEACHER.number}", f"{TEACHER.home}/.config")
        guest.run("install", "-d", "-m", "700", "-o", str(TEACHER.number), _DESKTOP["XDG_RUNTIME_DIR"])
        desktop = "fcitx5 -d >/dev/null 2>&1; sleep 4; exec tongxing"
        surroundings = {**_DESKTOP, "DISPLAY": screen.name, "QT_LOGGING_RULES": "qt.qpa.input.methods=true"}
        log = guest.work / "typing.log"
        guest.start("dbus-run-session", "--", "sh", "-c", desktop, user=TEACHER, environment=surroundings, output=log)
        screen.window("同行")
        screen.click(*_NAME)
        screen.press("ctrl+space")
        screen.type("zhanglaoshi")
        screen.picture(context.root / PICTURES / "packed-fcitx.zh.png")
        screen.press("space")
        said = log.read_text("utf-8", errors="replace")
        findings.note("the program is connected to fcitx 5", "bus connected" in said, said)
        committed = [line for line in said.splitlines() if "commit text" in line]
        findings.note(
            "pinyin typed through fcitx 5 arrives as Chinese", any("张老师" in line for line in committed), said
        )
    findings.untried("typing with fcitx 4 (UOS 20)", "it does not answer to ibus, and Qt 6 has no part for it")
