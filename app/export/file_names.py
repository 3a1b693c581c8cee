"""Names for files that every system takes, made from what a record says."""

import re

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
#: Names that Windows keeps for devices, whatever the ending.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")
#: A name has at most 255 bytes on Linux, and a whole path 260 characters on Windows.
_LONGEST = 60


def file_name(*parts: str) -> str:
    """A name without an ending: the parts that say something, with a hyphen between them; never empty.

    What a system refuses is left out: characters that Windows keeps for itself, marks that turn text round or cannot
    be seen, dots and spaces at the end, and the names of devices.
    """
    clean = (" ".join(_REFUSED.sub(" ", part).split()) for part in parts)
    name = "-".join(part for part in clean if part)[:_LONGEST].strip(" .-")
    return f"_{name}" if not name or _DEVICES.match(name) else name
