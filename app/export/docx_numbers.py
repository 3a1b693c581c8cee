"""The numbers before paragraphs, which a Word file does not hold as text but counts up as it is shown."""

from dataclasses import dataclass, field

from lxml import etree

from app.export.pages import chinese

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_CHINESE = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand", "ideographDigital",
    "taiwaneseCounting",
})  # fmt: skip


def local(element: etree._Element) -> str:
    """An element's name without its namespace: the two editions of the format differ in nothing else that we read."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name without namespace; empty if it is not there."""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along these names."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def value_of(element: etree._Element | None, *path: str) -> str:
    """The ``val`` of the first descendant along these names; empty if it is not there."""
    found = child(element, *path)
    return "" if found is None else attribute(found, "val")


@dataclass(frozen=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass
class Numbers:
    """Counts the numbered paragraphs of one document."""

    _lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element) -> "Numbers":
        """What the root element of the file's part ``numbering`` declares; nothing is counted yet."""
        abstract = {attribute(one, "abstractNumId"): _levels(one) for one in root if local(one) == "abstractNum"}
        lists = {
            attribute(one, "numId"): abstract.get(value_of(one, "abstractNumId"), {})
            for one in root
            if local(one) == "num"
        }
        return cls(lists)

    def mark(self, list_id: str, depth: int) -> str:
        """What stands before the next paragraph of this list: ``一、``, ``3.``, ``- ``; empty for a list unknown."""
        levels = self._lists.get(list_id, {})
        level = levels.get(depth)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return "  " * depth + "- "
        self._counts[list_id, depth] = self._counts.get((list_id, depth), level.start - 1) + 1
        for key in [key for key in self._counts if key[0] == list_id and key[1] > depth]:
            del self._counts[key]
        text = level.text or f"%{depth + 1}."
        for other, shown in levels.items():
            count = self._counts.get((list_id, other), shown.start)
            text = text.replace(f"%{other + 1}", written(count, shown.format))
        return text if text.endswith(("、", "）", "，")) else f"{text} "


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    found = {}
    for level in abstract:
        if local(level) == "lvl":
            depth, start = attribute(level, "ilvl"), value_of(level, "start")
            found[_number(depth)] = _Level(
                value_of(level, "numFmt"), value_of(level, "lvlText"), _number(start, default=1)
            )
    return found


def _number(text: str, default: int = 0) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else default


def written(count: int, manner: str) -> str:
    """A number as a list's format writes it; digits for formats that are not ours to know."""
    if manner in _CHINESE and 0 < count < 100:
        return chinese(count)
    if manner.startswith("decimalEnclosedCircle") and 0 < count <= len(_CIRCLED):
        return _CIRCLED[count - 1]
    if manner in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        return chr(ord("a" if manner == "lowerLetter" else "A") + count - 1)
    if manner in ("lowerRoman", "upperRoman") and 0 < count < 40:
        roman = _roman(count)
        return roman.lower() if manner == "lowerRoman" else roman
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        text += letters * times
    return text
