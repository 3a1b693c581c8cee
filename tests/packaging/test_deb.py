"""What a shop of programs and a desktop's menu show of the Debian package, in both languages."""

import xml.etree.ElementTree as ElementTree

from shipping.context import ROOT
from shipping.linux_tree import ID

LINUX = ROOT / "packaging" / "linux"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def test_a_shop_of_programs_tells_everything_in_both_languages_and_finds_the_menus_entry() -> None:
    told = ElementTree.fromstring((LINUX / "tongxing.metainfo.xml").read_text("utf-8"))

    assert (told.findtext("id"), told.findtext("launchable")) == (ID, f"{ID}.desktop")
    for path in ("name", "summary", "description/p", "description/ul/li"):
        chinese = [one for one in told.findall(path) if one.get(LANGUAGE) == "zh-CN"]
        assert len(chinese) * 2 == len(told.findall(path)) > 0, path


def test_the_menu_says_everything_in_both_languages() -> None:
    lines = dict(line.split("=", 1) for line in (LINUX / "tongxing.desktop").read_text("utf-8").splitlines()[1:])

    for name in ("Name", "GenericName", "Comment", "Keywords"):
        assert lines[name].isascii(), name
        assert not lines[f"{name}[zh_CN]"].isascii(), name
