"""Make the pinyin table that ships in ``resources/pinyin``.

    python packaging/make_pinyin.py --pypinyin FOLDER --words FILE

``--pypinyin`` is the unpacked package of that name (MIT), whose tables follow the Unihan database; ``--words`` are
lines of "word count class" (jieba's dict.txt, MIT). The program itself never needs either. Same inputs, same files:

    readings.txt   one line for each set of readings, "zhang,chang", a tab, and every character that has it; the
                   commonest reading first, then those that live in words of today. Without tones; the vowel of 女 is v.
    phrases.txt    words in which a character is not read as its commonest reading says: "重庆 chong qing"

A reading that only dictionaries know would find records that nobody meant, so a second reading is kept when at least
``LEAST_PHRASES`` phrases and ``LEAST_SHARE`` of all phrases with the character have it, or ``KEPT`` names it: a
surname is in no dictionary of phrases.
"""

import argparse
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

LEAST_PHRASES, LEAST_SHARE = 3, 0.03
MOST_PHRASES, LONGEST_PHRASE = 2_000, 4

#: Readings as surnames and of places, which phrases show too seldom; added behind the commonest.
KEPT = {
    "单": "shan", "解": "xie", "仇": "qiu", "曾": "zeng", "区": "ou", "查": "zha", "任": "ren", "盖": "ge",
    "朴": "piao", "乐": "yue", "翟": "zhai", "万": "wan", "尉": "yu", "缪": "miao", "华": "hua", "秘": "bi",
    "折": "she", "召": "shao", "繁": "po", "员": "yun", "种": "chong", "祭": "zhai", "燕": "yan", "冼": "xian",
    "车": "che", "纪": "ji", "宁": "ning", "那": "na", "哈": "ha", "长": "chang", "重": "chong", "行": "hang",
    "六": "lu", "蚌": "beng", "埔": "bu", "厦": "xia", "堡": "bao", "番": "pan", "莘": "shen", "浚": "xun",
    "泌": "bi", "铅": "yan", "亳": "bo", "台": "tai", "乌": "wu", "柏": "bai", "薛": "xue", "薄": "bo", "覃": "qin",
    "晁": "chao", "逄": "pang", "亓": "qi", "呙": "guo", "郇": "xun", "佴": "nai", "阚": "kan", "郗": "chi",
}  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Write both files; says how large they are."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pypinyin", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "resources" / "pinyin")
    given = parser.parse_args(arguments)
    characters = json.loads((given.pypinyin / "pinyin_dict.json").read_text("utf-8"))
    phrases = json.loads((given.pypinyin / "phrases_dict.json").read_text("utf-8"))
    table = readings(characters, phrases)
    _write(given.to / "readings.txt", written(table))
    _write(given.to / "phrases.txt", exceptions(phrases, table, given.words.read_text("utf-8")))
    return 0


def toneless(reading: str) -> str:
    """``lǜ`` as a keyboard types it: ``lv``."""
    letters = unicodedata.normalize("NFD", reading.strip()).replace("u\u0308", "v").replace("ê", "e")
    return "".join(letter for letter in letters if "a" <= letter <= "z")


def readings(characters: dict[str, str], phrases: dict[str, list[list[str]]]) -> dict[str, tuple[str, ...]]:
    """Every character's readings that are worth keeping, the commonest first."""
    lives: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, spoken in phrases.items():
        for character, said in zip(phrase, spoken, strict=False):
            lives[character][toneless(said[0])] += 1
    table: dict[str, tuple[str, ...]] = {}
    for code, line in characters.items():
        character = chr(int(code))
        known = list(dict.fromkeys(filter(None, map(toneless, line.split(",")))))
        if not known:
            continue
        heard = lives[character]
        first = known[0]
        live = [
            one for one in known[1:] if heard[one] >= LEAST_PHRASES and heard[one] >= LEAST_SHARE * sum(heard.values())
        ]
        if character in KEPT:
            live.append(KEPT[character])
        found = dict.fromkeys([first, *live])
        # Who writes 略 types lve or lue.
        found |= {one[:-2] + "ue": None for one in list(found) if one.endswith("ve")}
        table[character] = tuple(found)
    return table


def written(table: dict[str, tuple[str, ...]]) -> list[str]:
    """The table by sets of readings."""
    sets: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for character, found in table.items():
        sets[found].append(character)
    return [f"{','.join(found)}\t{''.join(sorted(sets[found]))}" for found in sorted(sets)]


def exceptions(phrases: dict[str, list[list[str]]], table: dict[str, tuple[str, ...]], words: str) -> list[str]:
    """Common words whose reading is not what their characters' first readings, and shorter such words in them, give."""
    found: list[tuple[int, int, str, list[str]]] = []
    for line in words.splitlines():
        word, count = line.split()[:2]
        if word not in phrases or not 2 <= len(word) <= LONGEST_PHRASE:
            continue
        spoken = [toneless(said[0]) for said in phrases[word]]
        if len(spoken) == len(word) and all(spoken) and all(letter in table for letter in word):
            found.append((len(word), -int(count), word, spoken))
    chosen: dict[str, list[str]] = {}
    for _length, _count, word, spoken in sorted(found):
        said = [table[letter][0] for letter in word]
        for length in range(2, len(word)):
            for at in range(len(word) - length + 1):
                said[at : at + length] = chosen.get(word[at : at + length], said[at : at + length])
        if said != spoken:
            chosen[word] = spoken
    frequent = sorted((count, word) for _length, count, word, _spoken in found if word in chosen)[:MOST_PHRASES]
    return sorted(f"{word} {' '.join(chosen[word])}" for _count, word in frequent)


def _write(path: Path, lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    path.write_text(text, "utf-8", newline="\n")
    print(f"{path.name}: {len(lines)} lines, {len(text.encode())} bytes")


if __name__ == "__main__":
    sys.exit(main())
