"""The same bytes twice: a second build of the same checkout, compared file by file with the first."""

import shutil
from collections.abc import Callable
from pathlib import Path

from shipping.figures import figure
from shipping.problems import Stop
from shipping.steps import digest_of_file

Made = dict[str, list[Path]]


def contents(paths: list[Path]) -> dict[str, str]:
    """Each file below the given paths: its name, and the SHA-256 of its bytes."""
    found: dict[str, str] = {}
    for path in paths:
        files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
        found |= {str(file.relative_to(path.parent)): digest_of_file(file) for file in files}
    return found


def differences(first: Made, second: Made) -> list[str]:
    """What differs between two builds: names of files, each with its target."""
    wrong = []
    for target in sorted({*first, *second}):
        one, two = contents(first.get(target, [])), contents(second.get(target, []))
        wrong += [f"{target}: {name}" for name in sorted({*one, *two}) if one.get(name) != two.get(name)]
    return wrong


def compare(first: Made, build_again: Callable[[], Made]) -> None:
    """Build again and stop unless all files are the same; print how many were compared."""
    wrong = differences(first, build_again())
    if wrong:
        raise Stop("A second build of the same checkout differs in:\n    " + "\n    ".join(wrong))
    figure("files-the-same-twice", sum(len(contents(paths)) for paths in first.values()), "files")


def clear(folder: Path) -> None:
    """Forget an earlier second build, so that this one makes everything anew."""
    shutil.rmtree(folder, ignore_errors=True)
