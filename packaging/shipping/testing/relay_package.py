"""The relay's Debian package in bare systems without network, from its first installation to the last trace."""

import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from shipping import tools
from shipping.context import Context
from shipping.relay.debian import DEPENDS, PACKAGE
from shipping.testing.client import meet
from shipping.testing.debian_beds import Guest, make_bed
from shipping.testing.findings import Findings
from shipping.testing.relay_page import walk
from shipping.testing.units import unit_words

SUITES = ("bookworm", "trixie")
DATA, BACKUPS, CONFIG = f"/var/lib/{PACKAGE}", f"/var/backups/{PACKAGE}", f"/etc/default/{PACKAGE}"
_UNITS = "/usr/lib/systemd/system"
#: Seconds that a relay gets to listen, on a machine that does other things too.
_PATIENCE = 60


def run(context: Context, findings: Findings) -> None:
    """Try the package on each Debian."""
    package = context.out / f"{PACKAGE}_{context.version}_amd64.deb"
    if not package.exists():
        findings.untried("everything", f"{package.name} has not been built")
        return
    said = tools.run("lintian", "--allow-root", package)
    findings.note("lintian has nothing to say", not re.search(r"(?m)^[EW]:", said), said)
    with tempfile.TemporaryDirectory() as place:
        newer = as_version(package, f"{context.version}+1", Path(place))
        for suite in SUITES:
            bed = make_bed(suite, [], context.cache, DEPENDS)
            with Guest(bed, Path(place) / suite) as guest:
                Stay(context, guest, findings, suite).all(package, newer)
    walk(context, findings)
    findings.untried("systemd starts, confines and restarts the service", "systemd does not run in a folder")


def as_version(package: Path, version: str, place: Path) -> Path:
    """The same package with another version number, to upgrade to."""
    tree = place / "tree"
    tools.run("dpkg-deb", "-R", package, tree)
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"(?m)^Version: .*$", f"Version: {version}", control.read_text("utf-8")), "utf-8")
    made = place / f"{PACKAGE}_{version}_amd64.deb"
    tools.run("dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", tree, made)
    shutil.rmtree(tree)
    return made


class Stay:
    """One package in one system."""

    def __init__(self, context: Context, guest: Guest, findings: Findings, suite: str) -> None:
        self._context, self._guest, self._findings, self._suite = context, guest, findings, suite
        self._process: subprocess.Popen[bytes] | None = None

    def all(self, package: Path, newer: Path) -> None:
        """From the first installation to the last trace."""
        for file in (package, newer):
            shutil.copy(file, self._guest.exchange / file.name)
        self._installed(package.name)
        card = self._started(first=True)
        meet(self._context, card, self._findings, self._guest.beside())
        self._asked(card)
        self._backed_up()
        self._upgraded(newer.name, card)
        self._removed()
        self._purged(package.name)

    def _note(self, name: str, held: object, seen: object = "") -> bool:
        return self._findings.note(f"{self._suite}: {name}", held, seen)

    def _installed(self, name: str) -> None:
        self._guest.run("apt-get", "install", "--yes", f"/exchange/{name}")
        words = unit_words(self._unit("service"), "ExecCondition", self._environment())
        asked = self._guest.run(*words, check=False).returncode
        self._note("without an address the service waits", asked == 1, asked)
        owner = self._guest.run("stat", "-c", "%U %a", DATA, BACKUPS).stdout.split()
        self._note("folders of its own user, closed to others", owner == [PACKAGE, "700"] * 2, owner)
        compiled = self._guest.run("sh", "-c", f"find /usr/lib/{PACKAGE} -name '*.pyc' | wc -l").stdout
        self._note("compiled for this Debian's Python", int(compiled) > 100, compiled)

    def _started(self, first: bool = False) -> str:
        """Start what the unit's ExecStart says, as its user; the card."""
        if first:
            self._guest.run("sh", "-c", f"echo ADDRESS=127.0.0.1 > {CONFIG}")
        log = self._guest.work / f"relay-{time.monotonic_ns()}.log"
        unit, environment = self._unit("service"), self._environment()
        # As root: the start script itself turns into the service's user, as it does for whoever types the command.
        words = unit_words(unit, "ExecStart", environment)
        self._process = self._guest.start(*words, environment=environment, output=log)
        end = time.monotonic() + _PATIENCE
        while "TR1-" not in (said := log.read_text("utf-8", errors="replace") if log.exists() else ""):
            if time.monotonic() > end or self._process.poll() is not None:
                raise AssertionError(f"the relay did not start: {said}")
            time.sleep(0.2)
        return next(line for line in said.splitlines() if line.startswith("TR1-"))

    def _stop(self) -> None:
        assert self._process is not None  # narrows the type: started before stopped
        own = self._guest.run("find", "/proc", "-maxdepth", "1", "-name", "[0-9]*", "-user", PACKAGE).stdout.split()
        self._guest.run("sh", "-c", "kill -TERM $0 $@", *(Path(process).name for process in own))
        self._note("stops when told to, without an error", self._process.wait(_PATIENCE) == 0)

    def _asked(self, card: str) -> None:
        said = self._guest.run(PACKAGE, "card").stdout
        self._note("the command prints the same card", card in said, said)
        said = self._guest.run(PACKAGE, "status").stdout
        self._note("the command tells what the relay holds", "/status?token=" in said, said)
        others = self._guest.run("find", DATA, "!", "-user", PACKAGE).stdout
        self._note("nothing in its folder belongs to root", not others, others)

    def _backed_up(self) -> None:
        words = unit_words(self._unit("backup.service", "-"), "ExecStart", {})
        done = self._guest.run(*words, environment=self._environment(), check=False)
        kept = self._guest.run("sh", "-c", f"ls {BACKUPS}").stdout.split()
        self._note("the nightly backup is made and checked", done.returncode == 0 and len(kept) == 1, done.stderr)

    def _upgraded(self, name: str, card: str) -> None:
        before = self._guest.run(PACKAGE, "status").stdout.splitlines()[:3]
        self._stop()
        self._guest.run("apt-get", "install", "--yes", f"/exchange/{name}")
        after = self._started()
        self._note("after the upgrade it has the same card and address", card == after, after)
        now = self._guest.run(PACKAGE, "status").stdout.splitlines()[:3]
        self._note("after the upgrade it holds what it held", now == before, f"{before} {now}")
        self._note("the database is whole", self._guest.run(PACKAGE, "check", check=False).returncode == 0)
        self._stop()

    def _removed(self) -> None:
        self._guest.run("apt-get", "remove", "--yes", PACKAGE)
        left = self._guest.run("sh", "-c", f"ls -d /usr/lib/{PACKAGE} /usr/bin/{PACKAGE} 2>/dev/null; true").stdout
        self._note("removed, nothing of the program is left", not left, left)
        kept = self._guest.run("sh", "-c", f"ls {DATA}/relay.db {CONFIG}", check=False)
        self._note("removed, data and configuration stay", kept.returncode == 0, kept.stderr)

    def _purged(self, name: str) -> None:
        done = self._guest.run("apt-get", "purge", "--yes", PACKAGE)
        said = done.stdout + done.stderr
        kept = self._guest.run("test", "-e", f"{DATA}/relay.db", check=False).returncode == 0
        self._note("purged unattended, the data stay and it is said", kept and DATA in said, said)
        self._guest.run("apt-get", "install", "--yes", f"/exchange/{name}")
        answer = f"echo '{PACKAGE} {PACKAGE}/remove-data boolean true' | debconf-set-selections"
        self._guest.run("sh", "-c", answer)
        self._guest.run("apt-get", "purge", "--yes", PACKAGE)
        left = self._guest.run("sh", "-c", f"ls -d {DATA} {BACKUPS} {CONFIG} 2>/dev/null; true").stdout
        self._note("purged after a yes, nothing is left", not left, left)

    def _unit(self, kind: str, dash: str = ".") -> str:
        name = f"{PACKAGE}{dash}{kind}"
        return self._guest.run("cat", f"{_UNITS}/{name}").stdout

    def _environment(self) -> dict[str, str]:
        """What systemd hands to the service: the unit's own words, then those of the configuration."""
        (usual,) = re.findall(r"(?m)^Environment=(.*)$", self._unit("service"))
        lines = self._guest.run("cat", CONFIG).stdout.splitlines()
        given = [line for line in lines if "=" in line and not line.startswith("#")]
        return dict(word.split("=", 1) for word in [*usual.split(), *given])
