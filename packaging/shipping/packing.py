"""Archives for Linux with the same bytes every time: .tar.xz, and the .deb that is made of two of them."""

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from shipping import tools
from shipping.trees import files_in, settle

#: What the xz of any desktop can unpack, with 64 MB of memory. The filter for programs' code and the large dictionary
#: save an eighth, slower presets nothing more; one thread, so that the bytes are the same whatever the machine.
_XZ = ("--threads=1", "--check=crc32", "--x86", "--lzma2=preset=6,dict=64MiB")
_BLOCK = 1024


def pack(folder: Path, archive: Path, epoch: int) -> Path:
    """What ``folder`` holds as ``archive``, a .tar.xz, owned by nobody in particular and dated ``epoch``."""
    tools.need("tar", "xz")
    plain = archive.with_suffix("")
    ownership = ("--owner=0", "--group=0", "--numeric-owner", "--sort=name", f"--mtime=@{epoch}", "--format=gnu")
    tools.run("tar", "--create", "--file", plain, "--directory", folder, *ownership, ".")
    tools.run("xz", "--force", *_XZ, plain)
    return plain.with_name(plain.name + ".xz").replace(archive)


def write_deb(root: Path, fields: Mapping[str, str], scripts: Mapping[str, str], deb: Path, epoch: int) -> Path:
    """The folder ``root`` as a Debian package; ``fields`` are those of its control file, in order.

    ``Installed-Size`` is reckoned here. ``scripts`` are maintainer scripts and lists by name (postinst, conffiles ...).
    It is put together by hand because dpkg-deb cannot use the filter that makes it smaller; dpkg unpacks it.
    """
    work = deb.with_name(deb.name + ".work")
    shutil.rmtree(work, ignore_errors=True)
    control = work / "control"
    control.mkdir(parents=True)
    kilobytes = sum(-(-file.stat().st_size // _BLOCK) for file in files_in(root) if not file.is_symlink())
    lines = [f"{name}: {value}" for name, value in (*fields.items(), ("Installed-Size", str(kilobytes)))]
    (control / "control").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (control / "md5sums").write_text(_sums(root), encoding="utf-8")
    for name, text in scripts.items():
        (control / name).write_text(text, encoding="utf-8")
    settle(root, epoch)
    settle(control, epoch)
    for name, text in scripts.items():
        (control / name).chmod(0o755 if text.startswith("#!") else 0o644)
    members = [
        ("debian-binary", b"2.0\n"),
        ("control.tar.xz", pack(control, work / "control.tar.xz", epoch).read_bytes()),
        ("data.tar.xz", pack(root, work / "data.tar.xz", epoch).read_bytes()),
    ]
    deb.write_bytes(archive_of(members, epoch))
    shutil.rmtree(work)
    return deb


def archive_of(members: list[tuple[str, bytes]], epoch: int) -> bytes:
    """An ``ar`` archive: a line of 60 characters before each file, which is padded to an even length."""
    whole = b"!<arch>\n"
    for name, data in members:
        head = f"{name:<16}{epoch:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n"
        whole += head.encode("ascii") + data + b"\n" * (len(data) % 2)
    return whole


def _sums(root: Path) -> str:
    """The list by which dpkg can tell a damaged file (MD5 is Debian's choice, and no protection)."""
    lines = []
    for file in files_in(root):
        if not file.is_symlink():
            digest = hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{digest}  {file.relative_to(root).as_posix()}\n")
    return "".join(lines)
