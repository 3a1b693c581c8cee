"""The Debian package ``tongxing-relay``: own user, services, configuration, and the data kept over upgrade and removal.

It runs on the distribution's own Python: a relay faces the network for years, and its interpreter and OpenSSL then get
their security updates with all others. The libraries are the locked ones, in a folder of its own.
"""

import gzip
import os
import shutil
import tempfile
from email.utils import formatdate
from pathlib import Path

from shipping import tools
from shipping.context import Context
from shipping.relay import libraries
from shipping.relay.house import files

PACKAGE = "tongxing-relay"
#: Without our own code it would be other people's libraries; the size of ours is that of the wheel.
BASELINE = False
_MAINTAINER = "The authors of Tongxing <authors@tongxing.example>"
_DESCRIPTION = """store and forward sealed envelopes for schools
 Tongxing is a program with which teachers in villages and their mentors in
 partner schools write and keep lesson plans, visits and pupils' records. Their
 laptops work without network; when there is one, they meet at a relay.
 .
 The relay keeps sealed envelopes and hands them on. It can read none of them:
 it sees keys of devices, sizes and times."""
#: What Debian has to bring.
DEPENDS = "python3 (>= 3.11), python3 (<< 3.14), adduser, debconf (>= 0.5) | debconf-2.0, libc6 (>= 2.28)"
_SCRIPTS = ("config", "postinst", "prerm", "postrm")
_UNITS = ("tongxing-relay.service", "tongxing-relay-backup.service", "tongxing-relay-backup.timer")


def build(context: Context) -> list[Path]:
    """Write the package: the same bytes for the same inputs."""
    tools.need("dpkg-deb", "strip")
    provided, version = libraries.provide(context), context.version
    made = context.out / f"{PACKAGE}_{version}_amd64.deb"
    with tempfile.TemporaryDirectory() as place:
        work = Path(place) / PACKAGE
        _program(context.root, work / "usr/lib" / PACKAGE, provided)
        _system_files(context.root / "packaging" / "debian", work)
        _documents(context.root, work, version, context.epoch)
        _control(context.root / "packaging" / "debian", work, version)
        _settle(work, context.epoch)
        tools.run(
            "dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", work, made, environment=context.environment
        )
    return [made]


def _program(root: Path, place: Path, provided: Path) -> None:
    for name in files(root):
        _copy(root / name, place / name)
    shutil.copytree(provided, place / "libraries")
    compiled = [path for path in place.rglob("*.so*") if path.is_file()]
    tools.run("strip", "--strip-unneeded", "--enable-deterministic-archives", *compiled)


def _system_files(debian: Path, work: Path) -> None:
    _copy(debian / "relay" / PACKAGE, work / "usr/bin" / PACKAGE, 0o755)
    _copy(debian / "relay" / "default", work / "etc/default" / PACKAGE, 0o640)
    for unit in _UNITS:
        _copy(debian / unit, work / "usr/lib/systemd/system" / unit)
    _packed(work / "usr/share/man/man8" / f"{PACKAGE}.8.gz", (debian / "relay" / f"{PACKAGE}.8").read_bytes())


def _documents(root: Path, work: Path, version: str, epoch: int) -> None:
    place = work / "usr/share/doc" / PACKAGE
    _copy(root / "packaging/debian/relay/copyright", place / "copyright")
    _copy(root / "NOTICE", place / "NOTICE")
    _packed(place / "operating-a-relay.md.gz", (root / "docs/operating-a-relay.md").read_bytes())
    day = formatdate(epoch)
    entry = f"{PACKAGE} ({version}) stable; urgency=medium\n\n  * See CHANGELOG.md of Tongxing.\n\n"
    _packed(place / "changelog.gz", f"{entry} -- {_MAINTAINER}  {day}\n".encode())
    _copy(root / "packaging/debian/relay/lintian-overrides", work / "usr/share/lintian/overrides" / PACKAGE)


def _control(debian: Path, work: Path, version: str) -> None:
    size = sum(path.stat().st_size for path in work.rglob("*") if path.is_file()) // 1024
    fields = {
        "Package": PACKAGE,
        "Version": version,
        "Section": "net",
        "Priority": "optional",
        "Architecture": "amd64",
        "Depends": DEPENDS,
        "Installed-Size": str(size),
        "Maintainer": _MAINTAINER,
        "Description": _DESCRIPTION,
    }
    place = work / "DEBIAN"
    place.mkdir()
    (place / "control").write_text("".join(f"{name}: {value}\n" for name, value in fields.items()), "utf-8")
    (place / "conffiles").write_text(f"/etc/default/{PACKAGE}\n", "ascii")
    _copy(debian / "relay/templates", place / "templates")
    for script in _SCRIPTS:
        _copy(debian / "relay" / script, place / script, 0o755)


def _settle(work: Path, epoch: int) -> None:
    """One date for everything, and the rights of folders whatever the builder's own are."""
    for path in [work, *work.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)
        os.utime(path, (epoch, epoch))


def _copy(source: Path, place: Path, mode: int = 0o644) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)
    place.chmod(mode)


def _packed(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(gzip.compress(content, 9, mtime=0))
