"""Texts that break programs: a dozen of our own, and the shared collections where they lie beside the repository."""

import json
from pathlib import Path

_SHARED = Path(__file__).parents[3] / "shared" / "data"

#: Each breaks something: characters outside the BMP, joined emoji, combining marks, right to left, controls, quotes.
NAUGHTY = (
    "教案😀第𠮷课é",
    "👩‍👩‍👧‍👦👍🏽🇨🇳",
    "𪚥𱁬𰻝𰻞 biáng",
    "e\u0301\u0323 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "\u202eاقرأ\u202c שלום",
    "\ufeff\u200b\u2060\u00ad",
    "\t\r\n\x0b\x0c\x1b[31m\x7f\x85\u2028\u2029",
    "'; DROP TABLE deltas; -- \" ` \\ %s {0} $(ls) <script>",
    "NULL nil None undefined NaN -1 1e309 0x0",
    "🦜:cid:root-m:Map",
    "\U0010ffff\ufffd\uffff",
    " ",
    "\u3000　课题　",
)


def shared_naughty() -> list[str]:
    """The Big List of Naughty Strings, or nothing when it is not beside the repository."""
    source = _SHARED / "naughty-strings" / "blns-even.json"
    return [str(text) for text in json.loads(source.read_text("utf-8"))] if source.exists() else []


def shared_hanzi() -> list[str]:
    """The characters of the General Standard tables, one string a level, or nothing."""
    return [path.read_text("utf-8") for path in sorted((_SHARED / "zh-hanzi").glob("level*.txt"))]


def kept_name(name: str) -> str:
    """A name as it is kept: one line without NUL, a mark for half a surrogate pair, which no file can hold, and nothing
    unseen: no marks that turn letters round, no spaces without width."""
    unseen = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF, 0])
    return " ".join(name.translate(unseen).replace("\ud83d", "\ufffd").split())
