"""Qt's text data for Linux, made small: 32 MB of every language on earth become 4 MB of Chinese, English and the rules
that all share.

ICU's data is one archive inside libicudata.so, and Qt needs it for sorting by reading, for old Chinese encodings, and
for time zones (their rules; nothing of ours shows their names). ``keep/icu.txt`` names the entries that stay. The small
archive is checked before it is taken: it has to sort, decode and reckon exactly as the whole one does.
"""

import shutil
from pathlib import Path

from shipping import cpython, site, toolchain, tools
from shipping.context import Context
from shipping.problems import Stop
from shipping.steps import step

NAME = "libicudata.so.73"
#: ICU looks for its archive by this name inside the tools, and for this symbol inside the library.
_ARCHIVE, _SYMBOL = "icudt73l.dat", "icudt73_dat"
_ASSEMBLY = f""".section .note.GNU-stack,"",@progbits
.section .rodata
.globl {_SYMBOL}
.type {_SYMBOL},@object
.balign 16
{_SYMBOL}:
.incbin "work/small/{_ARCHIVE}"
.size {_SYMBOL}, .-{_SYMBOL}
"""
#: What Qt says about texts with the archive at hand; printed, and compared between the whole and the small one.
_QUESTIONS = """
import ctypes, pathlib, PySide6
from PySide6.QtCore import QCollator, QDate, QDateTime, QLocale, QStringDecoder, QTime, QTimeZone
names = "张伟 阿依 李娜 王芳 曾小贤 重庆 单于 赵敏 Zoe adam 欧阳锋 区小明 查理 𠮷田 龘 10班 9班 一班 二班 三班".split()
for language in ("zh_CN", "zh_TW", "en_US", "C"):
    collator = QCollator(QLocale(language))
    collator.setNumericMode(True)
    order = sorted(names, key=collator.sortKey)
    print(language, order, QLocale(language).toUpper("straße ﬁ"), QLocale(language).toLower("ÄÖ İ"))
icu = ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt" / "lib" / "libicuuc.so.73"))
icu.ucnv_open_73.restype = ctypes.c_void_p
for encoding, text in (("GB18030", "龘𠮷汉字"), ("GBK", "汉字镕"), ("GB2312", "汉字")):
    data, error, room = text.encode(encoding.lower()), ctypes.c_int(0), ctypes.create_string_buffer(200)
    converter = icu.ucnv_open_73(encoding.encode(), ctypes.byref(error))
    length = icu.ucnv_toUChars_73(ctypes.c_void_p(converter), room, 100, data, len(data), ctypes.byref(error))
    print(encoding, error.value, room.raw[: 2 * length].decode("utf-16-le"), QStringDecoder(encoding).isValid())
for zone in ("Asia/Shanghai", "Asia/Urumqi", "UTC", "America/New_York"):
    moment = QDateTime(QDate(2026, 7, 1), QTime(12, 0), QTimeZone(zone.encode()))
    print(zone, moment.offsetFromUtc(), moment.toUTC().toString())
print(QLocale("zh_CN").toString(QDate(2026, 11, 22), QLocale.FormatType.LongFormat))
"""


def answers(context: Context, library: Path) -> str:
    """What Qt answers to our questions with this libicudata loaded in place of the wheel's."""
    whole = site.site(context, "linux")
    surroundings = {"LD_PRELOAD": str(library), "PYTHONPATH": str(whole), "QT_QPA_PLATFORM": "offscreen"}
    return tools.run(cpython.interpreter(context), "-X", "utf8", "-c", _QUESTIONS, environment=surroundings)


def small_icu(context: Context) -> Path:
    """The folder with the small libicudata.so.73."""
    original = site.site(context, "linux") / "PySide6" / "Qt" / "lib" / NAME
    keep = context.root / "packaging" / "keep" / "icu.txt"

    def make(folder: Path) -> None:
        tools.need("objcopy", "icupkg", "strip")
        work = folder / "work"
        (work / "small").mkdir(parents=True)
        whole = work / _ARCHIVE
        tools.run("objcopy", "-O", "binary", "--only-section=.rodata", original, whole)
        entries = tools.run("icupkg", "-l", whole).split()
        kept = set(keep.read_text(encoding="ascii").split())
        if kept - set(entries):
            raise Stop(f"packaging/keep/icu.txt names what ICU has no more: {' '.join(sorted(kept - set(entries)))}")
        (work / "remove.txt").write_text("\n".join(sorted(set(entries) - kept)) + "\n", encoding="ascii")
        # the name of the file must stay as it is: ICU's tools and library look for entries below it
        tools.run("icupkg", "-r", work / "remove.txt", whole, work / "small" / _ARCHIVE)
        (work / "data.S").write_text(_ASSEMBLY, encoding="ascii")
        linking = ["-shared", "-nostdlib", f"-Wl,-soname,{NAME}", "-o", NAME, "work/data.S"]
        tools.run("tongxing-cc", *linking, cwd=folder, environment=toolchain.environment(context, work))
        tools.run("strip", "--strip-unneeded", folder / NAME)
        shutil.rmtree(work)
        before, after = answers(context, original), answers(context, folder / NAME)
        if before != after:
            raise Stop(f"Qt answers differently with the small text data.\nBefore:\n{before}\nAfter:\n{after}")

    return step(context, "icu", make, [site.site(context, "linux"), keep, toolchain.TARGET, toolchain])
