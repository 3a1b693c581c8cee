"""Figures of a build: printed as ``figure NAME VALUE UNIT`` and kept in figures.json beside the packages."""

import json
from pathlib import Path


class Figures:
    """What one build measured, in the order of measuring."""

    def __init__(self) -> None:
        self.values: dict[str, tuple[float, str]] = {}

    def add(self, name: str, value: float, unit: str) -> None:
        """Print one figure and remember it."""
        self.values[name] = (value, unit)
        print(f"figure {name} {value:g} {unit}", flush=True)

    def add_size(self, name: str, path: Path) -> None:
        """The size of a file or of all files of a folder, in megabytes (10^6 bytes)."""
        self.add(name, round(size(path) / 1e6, 3), "MB")

    def write(self, file: Path) -> None:
        """Keep the figures; those of targets that were not built this time stay as they were."""
        kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        kept |= {name: {"value": value, "unit": unit} for name, (value, unit) in self.values.items()}
        file.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n", encoding="utf-8")


def size(path: Path) -> int:
    """Bytes of a file, or of all files below a folder."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if not file.is_symlink()]
    return sum(file.stat().st_size for file in files if file.is_file())


#: The figures of this process.
FIGURES = Figures()
figure = FIGURES.add
figure_size = FIGURES.add_size
