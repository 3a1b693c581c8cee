"""Make the small font that ships in ``resources/fonts``: the standard characters that old system fonts lack.

    pip install fonttools
    python packaging/rare_hanzi.py --font NotoSerifCJK-Regular.ttc --characters FILE

Of the 8,105 characters of the national table of 2013, Windows has had all of GBK for thirty years; the 196 beyond the
basic plane, and some that came into it late, it has in part or not at all before its update of 2023. They stand in
people's names. ``--characters`` is the whole table, one character a line; every one of them that GBK lacks goes into
the font, and a few more that are common in names (``MORE``).
"""

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped,import-not-found,unused-ignore]  # no types
from fontTools.ttLib import TTCollection  # type: ignore[import-untyped,import-not-found,unused-ignore]  # no types

FAMILY = "Tongxing Rare Hanzi"
FACE = "Noto Serif CJK SC"
#: Not in the table, and in many a name.
MORE = "𠮷㐂㛂㜏㨗㬎㵾䶮"
_NAMES = {1: FAMILY, 2: "Regular", 3: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", "")}


def main() -> None:
    """Write ``resources/fonts/rare-hanzi.otf``."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--font", type=Path, required=True)
    options.add_argument("--characters", type=Path, required=True)
    chosen = options.parse_args()
    wanted = {*MORE, *(one for one in chosen.characters.read_text("utf-8") if not one.isspace() and not _in_gbk(one))}
    font = next(one for one in TTCollection(chosen.font, lazy=True).fonts if one["name"].getDebugName(1) == FACE)
    missing = [one for one in wanted if ord(one) not in font.getBestCmap()]
    if missing:
        raise SystemExit(f"{chosen.font} lacks {''.join(missing)}")
    how = Options()
    how.layout_features = []
    how.hinting, how.desubroutinize = False, True
    how.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    how.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GDEF", "GPOS", "GSUB"]
    subsetter = Subsetter(how)
    subsetter.populate(unicodes=[ord(one) for one in wanted])
    subsetter.subset(font)
    for place, name in _NAMES.items():
        font["name"].setName(name, place, 3, 1, 0x409)
    font["CFF "].cff.fontNames[0] = _NAMES[6]
    font["CFF "].cff.topDictIndex[0].FamilyName = FAMILY
    font["CFF "].cff.topDictIndex[0].FullName = FAMILY
    target = Path(__file__).parents[1] / "resources/fonts/rare-hanzi.otf"
    target.parent.mkdir(exist_ok=True)
    font.save(target)
    print(f"{target}: {len(wanted)} characters, {target.stat().st_size} bytes")


def _in_gbk(character: str) -> bool:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()
