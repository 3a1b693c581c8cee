"""The portable folder, from a place with a Chinese name and a space: nothing is written but beside itself."""

import tempfile
from pathlib import Path

from shipping import tools
from shipping.context import Context
from shipping.testing.debian_beds import TEACHER, Guest
from shipping.testing.findings import Findings
from shipping.testing.first_paint import compare
from shipping.testing.installed_linux import bed, links_and_cases, self_test, window, write_something

PLACE = "我的 U盘"


def run(context: Context, findings: Findings) -> None:
    """Unpack it on a 'stick' and work with it; then without the mark for programs, as on a FAT stick."""
    archive = context.out / f"tongxing-{context.version}-portable-linux.tar.xz"
    if not archive.exists():
        findings.untried("everything", f"{archive.name} has not been built")
        return
    with tempfile.TemporaryDirectory() as place, Guest(bed(context, "bookworm"), Path(place)) as guest:
        stick = guest.exchange / PLACE
        stick.mkdir()
        tools.run("tar", "-xf", archive, "-C", stick)
        wrong = links_and_cases(stick)
        findings.note("every name can lie on a stick", not wrong, wrong)
        tools.run("chown", "-R", str(TEACHER.number), stick)
        folder = f"/exchange/{PLACE}/Tongxing"
        self_test(context, guest, f"{folder}/bin/tongxing", findings, "portable")
        window(guest, f"{folder}/bin/tongxing", findings, "portable")
        write_something(guest, f"{folder}/bin/tongxing")
        findings.note("what is written lies beside the program", any((stick / "Tongxing" / "data").rglob("*.db")))
        at_home = guest.run("find", TEACHER.home, "-name", "*tongxing*").stdout
        findings.note("nothing is written at home", not at_home, at_home)
        compare(context, stick / "Tongxing" / "bin" / "tongxing", findings)
        tools.run("chmod", "-R", "a-x,a+X", stick)
        said = guest.run("sh", f"{folder}/bin/tongxing", "--version", user=TEACHER, check=False)
        findings.note("starts without the mark for programs", said.returncode == 0, said.stderr)
