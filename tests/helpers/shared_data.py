"""Real texts that lie beside the repository on the machines where it is built; tests that need them skip elsewhere."""

import json
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parents[2].parent / "shared" / "data"


def shared_file(*parts: str) -> Path:
    """The file, or a skip of the test that asks for it."""
    path = _FOLDER.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no {'/'.join(parts)} on this machine")
    return path


def naughty_strings() -> list[str]:
    """Texts that broke other programs."""
    found = json.loads(shared_file("naughty-strings", "blns-even.json").read_text("utf-8"))
    return [text for text in found if isinstance(text, str)]


def hanzi() -> str:
    """Every character of the standard lists, 196 of them outside the basic plane."""
    names = ("level1.txt", "level2.txt", "level3-odd.txt")
    return "".join(shared_file("zh-hanzi", name).read_text("utf-8") for name in names)
