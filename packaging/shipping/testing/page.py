"""The tables of docs/releasing.md between their marks: figures of the last build, and what its packages' tests said."""

import json
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- figures of the last build -->", "<!-- end of the figures -->"
#: Ceilings that a figure is held to, by its name up to a colon; in the figure's own unit.
CEILINGS: dict[str, float] = {
    "windows-size": 26,
    "deb-size": 32,
    "run-size": 32,
    "windows-installed": 120,
    "deb-installed": 120,
    "run-installed": 120,
    "update-of-our-code": 60,
    "first-paint-beside-source": 100,
}
_WITHOUT = "-without-our-code"


def renew(page: Path, dist: Path) -> None:
    """Put the tables of what lies in ``dist`` between the marks of ``page``; a page without marks stays as it is."""
    text = page.read_text("utf-8") if page.exists() else ""
    if BEGIN not in text or END not in text:
        return
    before, rest = text.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    page.write_text(f"{before}{BEGIN}\n\n{tables(dist)}\n{pictures(page.parent)}{END}{after}", "utf-8")


def tables(dist: Path) -> str:
    """Both tables as Markdown."""
    report, figures = _read(dist / "test-report.json"), _read(dist / "figures.json")
    targets: dict[str, Any] = report.get("targets", {})
    for target in targets.values():
        figures |= target["figures"]
    return f"{figures_table(figures)}\n{tests_table(targets)}"


def pictures(docs: Path) -> str:
    """The pictures of the program under wine that its test took."""
    taken = sorted((docs / "pictures").glob("*wine*.png"))
    return "".join(f"![The installed program under wine](pictures/{file.name})\n\n" for file in taken)


def figures_table(figures: dict[str, Any]) -> str:
    """Each figure beside its ceiling and the same without our own code."""
    lines = ["| figure | value | at most | without our own code |", "|---|---|---|---|"]
    for name, figure in sorted(figures.items()):
        if not name.endswith(_WITHOUT):
            bare = figures.get(name + _WITHOUT)
            ceiling = CEILINGS.get(name.partition(":")[0])
            cells = (name, _said(figure), "" if ceiling is None else f"{ceiling:g}", _said(bare) if bare else "")
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def tests_table(targets: dict[str, Any]) -> str:
    """How many findings held on each target, and which did not or could not be tried."""
    lines = ["| package | held | did not hold | could not be tried | seconds |", "|---|---|---|---|---|"]
    for name, target in sorted(targets.items()):
        rows = target["findings"]
        held = sum(row["ok"] is True for row in rows)
        wrong, untried = (
            "; ".join(row["name"] for row in rows if row["ok"] is which) or "–" for which in (False, None)
        )
        lines.append(f"| {name} | {held} | {wrong} | {untried} | {target['seconds']} |")
    return "\n".join(lines) + "\n"


def _said(figure: dict[str, Any]) -> str:
    return f"{figure['value']:g} {figure['unit']}"


def _read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return found
