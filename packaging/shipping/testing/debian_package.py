"""The .deb in bare Debians without network: installed by apt, tried as an ordinary user, upgraded, removed."""

import shutil
import tempfile
from functools import partial
from pathlib import Path

from shipping import deb, elf, tools
from shipping.context import Context
from shipping.linux_tree import ID, tree
from shipping.testing.debian_beds import TEACHER, Guest
from shipping.testing.findings import Findings
from shipping.testing.installed_linux import (
    STORE,
    SUITES,
    bed,
    digest,
    newest_needs,
    self_test,
    window,
    write_something,
)
from shipping.testing.typing_chinese import type_chinese

PROGRAM = "/usr/bin/tongxing"
PICTURES = Path("docs", "pictures")


def run(context: Context, findings: Findings) -> None:
    """Try the package on each Debian, and Chinese typing on the newest."""
    package = context.out / f"tongxing-{context.version}-linux.deb"
    if not package.exists():
        findings.untried("everything", f"{package.name} has not been built")
        return
    complaints = deb.check(package)
    findings.note("lintian has nothing to say", not complaints, complaints)
    needs = elf.newest(tree(context))
    findings.note("needs no newer C library than the oldest desktops have", needs.get("GLIBC") == "2.28", needs)
    print(f"the newest that any file needs: {newest_needs(needs)}")
    for suite in SUITES:
        findings.guarded(f"{suite}: came to its end", partial(_stay, context, findings, package, suite))
    findings.guarded("Chinese typing came to its end", lambda: type_chinese(context, package, findings))


def _stay(context: Context, findings: Findings, package: Path, suite: str) -> None:
    """One package in one system, from the first installation to its removal."""
    with tempfile.TemporaryDirectory() as place, Guest(bed(context, suite), Path(place)) as guest:
        newer = later(package, f"{context.version}+1", guest.exchange)
        shutil.copy(package, guest.exchange)
        done = guest.run("apt-get", "install", "--yes", f"/exchange/{package.name}", check=False)
        if not findings.note(
            f"{suite}: apt installs it without network", done.returncode == 0, done.stdout + done.stderr
        ):
            return
        fetched = "Need to get" in done.stdout and "0 B/" not in done.stdout
        findings.note(f"{suite}: nothing else had to be fetched", not fetched, done.stdout)
        self_test(context, guest, PROGRAM, findings, suite)
        picture = context.root / PICTURES / "packed-debian.zh.png" if suite == "bookworm" else None
        window(guest, PROGRAM, findings, suite, picture)
        write_something(guest, PROGRAM)
        before = digest(guest, STORE)
        guest.run("apt-get", "install", "--yes", f"/exchange/{newer.name}")
        findings.note(f"{suite}: an upgrade leaves what was written as it was", digest(guest, STORE) == before)
        said = guest.run(PROGRAM, "--version", user=TEACHER, check=False)
        findings.note(f"{suite}: it starts after the upgrade", said.returncode == 0, said.stderr)
        guest.run("apt-get", "purge", "--yes", ID)
        findings.note(f"{suite}: removed, what was written is still there", digest(guest, STORE) == before)
        left = guest.run("find", "/opt", "/usr/share", "/usr/bin", "-name", "*tongxing*", check=False).stdout
        findings.note(f"{suite}: removed, nothing of the program is left", not left, left)


def later(package: Path, version: str, place: Path) -> Path:
    """The same package with another version number, to upgrade to."""
    folder = place / "later"
    tools.run("dpkg-deb", "-R", package, folder)
    control = folder / "DEBIAN" / "control"
    lines = control.read_text("utf-8").splitlines()
    changed = [f"Version: {version}" if line.startswith("Version:") else line for line in lines]
    control.write_text("\n".join(changed) + "\n", "utf-8")
    made = place / "later.deb"
    tools.run("dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", folder, made)
    shutil.rmtree(folder)
    return made
