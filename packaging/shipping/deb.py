"""The package for Debian, UOS, Kylin and their relatives: /opt/apps/<id>, no scripts, nothing fetched."""

import gzip
import json
import shutil
from pathlib import Path

from shipping import tools
from shipping.context import Context
from shipping.figures import figure_size
from shipping.linux_tree import ID, tree
from shipping.needs import DEPENDS, SUGGESTS
from shipping.packing import write_deb

#: What the package is for, as a shop of programs shows it; continuation lines begin with a space.
_DESCRIPTION = """records for rural teachers, their mentors and partner schools
 同行帮乡村教师备课、写反思，和导师、结对学校的同事一起改。写的内容加密存在自己
 的电脑上，没有网络也能用：用U盘或很慢的网络也能交换。安装和使用都不需要联网。
 .
 Tongxing keeps lesson plans, reflections, observations and what mentors
 say about them on a teacher's own laptop, encrypted, and exchanges them with
 her group over a slow network or a USB stick.
 .
 It brings its own Python and Qt and needs no network to be installed or used."""
#: lintian's findings that are meant, each with its reason in the file that goes into the package.
_ICONS = (48, 128, 256)


def build(context: Context) -> list[Path]:
    """The .deb."""
    root = context.out / "deb.stage"
    shutil.rmtree(root, ignore_errors=True)
    installed = root / "opt" / "apps" / ID
    shutil.copytree(tree(context), installed / "files")
    figure_size("deb-installed-without-our-code" if context.without_app else "deb-installed", installed)
    _shop(context, installed)
    _desktop(context, root, installed)
    _documents(context, root)
    fields = {
        "Package": ID,
        "Version": context.version,
        "Architecture": "amd64",
        "Maintainer": "The authors of Tongxing <tongxing@example.org>",
        "Section": "education",
        "Priority": "optional",
        "Depends": DEPENDS,
        "Suggests": SUGGESTS,
        "Description": _DESCRIPTION,
    }
    deb = context.out / f"tongxing-{context.version}-linux.deb"
    write_deb(root, fields, {}, deb, context.epoch)
    shutil.rmtree(root)
    return [deb]


def _shop(context: Context, installed: Path) -> None:
    """What the shops of UOS and Kylin look for: entries/ and info."""
    entries = installed / "entries"
    (entries / "applications").mkdir(parents=True)
    text = desktop_entry(context, f"/opt/apps/{ID}/files/bin/tongxing", ID)
    (entries / "applications" / f"{ID}.desktop").write_text(text, encoding="utf-8")
    copy_icons(context, entries / "icons" / "hicolor")
    info = {
        "appid": ID,
        "name": "同行",
        "version": f"{context.version}.0",
        "arch": ["amd64"],
        "permissions": dict.fromkeys(
            ("autostart", "notification", "trayicon", "account", "bluetooth", "camera", "audio_record"), False
        )
        | {"clipboard": True, "installed_apps": False},
    }
    (installed / "info").write_text(json.dumps(info, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _desktop(context: Context, root: Path, installed: Path) -> None:
    """What other desktops look for: the menu's entry, icons, what a shop of programs tells, the program on the path."""
    applications = root / "usr" / "share" / "applications"
    applications.mkdir(parents=True)
    shutil.copy(installed / "entries" / "applications" / f"{ID}.desktop", applications)
    shutil.copytree(installed / "entries" / "icons", root / "usr" / "share" / "icons")
    metainfo = root / "usr" / "share" / "metainfo"
    metainfo.mkdir()
    text = (context.root / "packaging" / "linux" / "tongxing.metainfo.xml").read_text(encoding="utf-8")
    text = text.replace("@VERSION@", context.version).replace("@DATE@", context.date)
    (metainfo / f"{ID}.metainfo.xml").write_text(text, encoding="utf-8")
    programs = root / "usr" / "bin"
    programs.mkdir(parents=True)
    (programs / "tongxing").symlink_to(f"/opt/apps/{ID}/files/bin/tongxing")


def desktop_entry(context: Context, program: str, icon: str) -> str:
    """The menu's entry. ``program`` may hold spaces and Chinese; what is special in such a line is escaped."""
    template = (context.root / "packaging" / "linux" / "tongxing.desktop").read_text(encoding="utf-8")
    return template.replace("@PROGRAM@", program).replace("@ICON@", icon)


def copy_icons(context: Context, hicolor: Path) -> None:
    """The program's icon in the sizes that desktops ask for, and as a drawing."""
    icons = context.root / "resources" / "icons"
    for size in _ICONS:
        folder = hicolor / f"{size}x{size}" / "apps"
        folder.mkdir(parents=True)
        shutil.copyfile(icons / f"tongxing-{size}.png", folder / f"{ID}.png")
    (hicolor / "scalable" / "apps").mkdir(parents=True)
    shutil.copyfile(icons / "tongxing.svg", hicolor / "scalable" / "apps" / f"{ID}.svg")


def _documents(context: Context, root: Path) -> None:
    """What Debian's rules ask of every package: changelog, copyright, a page for man, and why some rules do not fit."""
    ours, share = context.root / "packaging" / "linux", root / "usr" / "share"
    documents = share / "doc" / ID
    documents.mkdir(parents=True)
    (share / "man" / "man1").mkdir(parents=True)
    (share / "lintian" / "overrides").mkdir(parents=True)
    _zipped(_changelog(context), documents / "changelog.gz")
    shutil.copyfile(ours / "copyright", documents / "copyright")
    _zipped((ours / "tongxing.1").read_text(encoding="utf-8"), share / "man" / "man1" / "tongxing.1.gz")
    shutil.copyfile(ours / "lintian-overrides", share / "lintian" / "overrides" / ID)


def _changelog(context: Context) -> str:
    import datetime

    day = datetime.datetime.fromtimestamp(context.epoch, datetime.UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    return (
        f"{ID} ({context.version}) stable; urgency=medium\n\n  * What is new is told in Tongxing itself and in its "
        f"CHANGELOG.\n\n -- The authors of Tongxing <tongxing@example.org>  {day}\n"
    )


def _zipped(text: str, path: Path) -> None:
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def check(deb: Path) -> list[str]:
    """What lintian has to say about the package, errors and warnings; nothing if all is well."""
    tools.need("lintian")
    said = tools.run("lintian", "--fail-on", "none", "--suppress-tags", "bad-distribution-in-changes-file", deb)
    return [line for line in said.splitlines() if line.startswith(("E:", "W:"))]
