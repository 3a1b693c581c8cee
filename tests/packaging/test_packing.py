"""A .deb that is put together by hand is one to dpkg, and the same bytes every time."""

import shutil
import subprocess
from pathlib import Path

import pytest
from shipping import packing

EPOCH = 1795305600

pytestmark = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="this system has no dpkg")


def package(folder: Path) -> Path:
    """A package with one program and one text."""
    root = folder / "root"
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "hello").write_text("#!/bin/sh\n", encoding="utf-8")
    (root / "usr" / "bin" / "hello").chmod(0o700)
    (root / "usr" / "bin" / "link").symlink_to("hello")
    fields = {"Package": "hello", "Version": "1.0", "Architecture": "all", "Maintainer": "nobody", "Description": "x"}
    return packing.write_deb(root, fields, {"postinst": "#!/bin/sh\n"}, folder / "hello.deb", EPOCH)


def test_dpkg_reads_what_we_wrote(tmp_path: Path) -> None:
    deb = package(tmp_path)

    told = subprocess.run(["dpkg-deb", "--field", deb], capture_output=True, text=True, check=True).stdout
    assert "Package: hello" in told
    assert "Installed-Size: 1" in told
    listed = subprocess.run(["dpkg-deb", "--contents", deb], capture_output=True, text=True, check=True).stdout
    assert "-rwxr-xr-x" in listed
    assert "usr/bin/link -> hello" in listed
    subprocess.run(["dpkg-deb", "--raw-extract", deb, tmp_path / "out"], check=True)
    assert (tmp_path / "out" / "DEBIAN" / "postinst").stat().st_mode & 0o111
    assert "usr/bin/hello" in (tmp_path / "out" / "DEBIAN" / "md5sums").read_text(encoding="utf-8")


def test_the_same_files_make_the_same_package(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    assert package(tmp_path / "one").read_bytes() == package(tmp_path / "two").read_bytes()
