"""One stick sets up a school, walked with a packed program: from 'prepare' to the first word that the mentor reads.

Mentor and newcomer have a home each, as on two laptops. While the newcomer begins and writes there is no relay, and the
guest has no network: all that she has is the stick.
"""

import re
import shutil
from collections.abc import Callable, Mapping, Sequence

from app.protocol.release import FILE
from shipping.context import Context
from shipping.testing.debian_beds import TEACHER, Guest
from shipping.testing.findings import Findings
from shipping.testing.installed_linux import relay

MENTOR, NEWCOMER, SPACE, PLACE = "王敏", "李秀兰", "秀兰和王敏", "/exchange/U盘 2"
PLAN = "# 认识秋天\n\n课题：认识秋天\n\n孩子们先到校园里捡三片不一样的叶子。\n"
WORD = "三片不一样的叶子"
ANSWER = "先让孩子自己分一分类"
PORT = 28443
#: The record that an import has made, as the program names it behind the title.
RECORD = r"《.*》（([\w-]+)）"
_PINS = {MENTOR: "246813", NEWCOMER: "135792"}


class Stopped(Exception):
    """A step did not come to its end; the message is what the program said."""


def walk(context: Context, guest: Guest, program: str, findings: Findings, where: str) -> None:
    """Prepare, begin, write, bring back, read; each step a finding. The walk ends at the first that fails."""
    try:
        _walk(context, guest, program, findings, where)
    except Stopped as reason:
        findings.note(f"{where}: the kit is walked to its end", False, reason)


def _walk(context: Context, guest: Guest, program: str, findings: Findings, where: str) -> None:
    def say(who: str, *words: str, **more: str) -> str:
        home = f"{TEACHER.home}/{_PINS[who]}"
        return _said(guest, [program, "--home", home, *words], {"TONGXING_PIN": _PINS[who]} | more)

    guest.run("mkdir", PLACE, user=TEACHER)
    installer = f"tongxing-{context.version}-linux.run"
    shelf = guest.exchange / "dist"
    shelf.mkdir()
    for name in (installer, FILE):
        shutil.copy(context.out / name, shelf)
    with relay(context, guest, PORT) as card:
        say(MENTOR, "person", MENTOR)
        say(MENTOR, "found", SPACE, "--relay", card)
        say(MENTOR, "sync")
        put = ["--installer", f"/exchange/dist/{installer}"]
        told = say(MENTOR, "kit", PLACE, "--space", SPACE, "--invite", NEWCOMER, *put)
        code = _found(r"[0-9A-Z]{4}-[0-9A-Z]{4}", told)
        findings.note(f"{where}: a stick is prepared, and its code told", code, told)
    done = guest.run("sh", f"{PLACE}/TONGXING/install/{installer}", user=TEACHER, check=False)
    findings.note(
        f"{where}: the installer on that stick sets the program up", done.returncode == 0, done.stdout + done.stderr
    )

    (guest.exchange / "plan.md").write_text(PLAN, encoding="utf-8")
    (guest.exchange / "answer.md").write_text(f"# 回信\n\n{ANSWER}\n", encoding="utf-8")
    began = say(NEWCOMER, "begin-from-stick", PLACE, TONGXING_CODE=code)
    findings.note(f"{where}: without a relay she is in her mentor's space", SPACE in began, began)
    record = _found(RECORD, say(NEWCOMER, "import", "/exchange/plan.md"))
    say(NEWCOMER, "share", record, SPACE)
    say(NEWCOMER, "stick", PLACE)
    say(MENTOR, "stick", PLACE)
    read = _exported(guest, say, MENTOR)
    findings.note(f"{where}: her first words come back on the stick, and the mentor reads them", WORD in read, read)

    with relay(context, guest, PORT):
        say(MENTOR, "sync")
        say(NEWCOMER, "sync")
        second = _found(RECORD, say(MENTOR, "import", "/exchange/answer.md"))
        say(MENTOR, "share", second, SPACE)
        say(MENTOR, "sync")
        say(NEWCOMER, "sync")
    read = _exported(guest, say, NEWCOMER)
    findings.note(f"{where}: from then on the relay carries what they write", ANSWER in read, read)


def _exported(guest: Guest, say: Callable[..., str], who: str) -> str:
    """All that somebody can read."""
    folder = f"{PLACE}/{_PINS[who]}"
    say(who, "export", "--to", folder)
    return guest.run("sh", "-c", f"cat '{folder}'/*.md", user=TEACHER, check=False).stdout


def _found(pattern: str, said: str) -> str:
    match = re.search(pattern, said)
    if match is None:
        raise Stopped(said)
    return match[match.lastindex or 0]


def _said(guest: Guest, command: Sequence[str], environment: Mapping[str, str]) -> str:
    """What a command printed. Raises Stopped unless it ended well."""
    surroundings = {"QT_QPA_PLATFORM": "offscreen", **environment}
    done = guest.run(*command, user=TEACHER, environment=surroundings, check=False)
    if done.returncode:
        raise Stopped(f"{' '.join(command[3:5])} gave {done.returncode}: {done.stdout[-300:]}{done.stderr[-300:]}")
    return done.stdout
