"""What systemd would start for a unit, where there is no systemd: a Debian in a folder."""

import re
import shlex


def unit_words(unit: str, key: str, environment: dict[str, str]) -> list[str]:
    """The words of a line ``key=`` of a unit, its variables filled in as systemd does it."""
    (line,) = re.findall(rf"(?m)^{key}=(.*)$", unit)
    words = [re.sub(r"\$\{(\w+)\}", lambda name: environment.get(name[1], ""), word) for word in shlex.split(line)]
    return [word.replace("$$", "$").replace("%%", "%") for word in words]
