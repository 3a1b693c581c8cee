"""The one place where Qt's text positions (UTF-16 units) meet ours (code points).

They differ from the first character outside the Basic Multilingual Plane on: 😀 and 𠮷 are one code point and two
units. A position inside a pair is rounded down to its beginning, so that no character is ever cut in two.
"""

_FIRST_BEYOND = "\U00010000"


def to_points(text: str, units: int) -> int:
    """The code point at UTF-16 position ``units`` of ``text``; past the end gives the end."""
    if text.isascii() or max(text, default="") < _FIRST_BEYOND:
        return min(max(units, 0), len(text))
    passed = 0
    for point, character in enumerate(text):
        passed += 2 if character >= _FIRST_BEYOND else 1
        if passed > units:
            return point
    return len(text)


def to_units(text: str, points: int) -> int:
    """The UTF-16 position of code point ``points`` of ``text``; past the end gives the end."""
    before = text[: max(points, 0)]
    return len(before) + sum(character >= _FIRST_BEYOND for character in before)


def units_long(text: str) -> int:
    """The length of ``text`` as Qt counts it."""
    return to_units(text, len(text))
