"""What a tester found out: in order, by name, with what was seen where it did not hold."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: Characters of what was seen that are kept.
_LONGEST = 600


@dataclass(frozen=True)
class Finding:
    """One thing: it held, it did not, or (None) it could not be tried here."""

    name: str
    ok: bool | None
    detail: str = ""


@dataclass
class Findings:
    """What was tried on one target."""

    target: str
    rows: list[Finding] = field(default_factory=list)
    figures: dict[str, tuple[float, str]] = field(default_factory=dict)
    seconds: float = 0.0

    def note(self, name: str, held: object, seen: object = "") -> bool:
        """Write down and say whether something held."""
        ok = bool(held)
        self._add(Finding(name, ok, "" if ok else str(seen)[-_LONGEST:]))
        return ok

    def untried(self, name: str, why: object) -> None:
        """Write down and say that something could not be tried here."""
        self._add(Finding(name, None, str(why)[-_LONGEST:]))

    def figure(self, name: str, value: float, unit: str) -> None:
        """Print a figure and keep it."""
        self.figures[name] = (value, unit)
        print(f"figure {name} {value:g} {unit}", flush=True)

    def guarded(self, name: str, do: Callable[[], object]) -> bool:
        """Do something of which one failure must not hide what comes after; what it raises did not hold."""
        began = time.monotonic()
        try:
            do()
        except Exception as error:
            return self.note(name, False, f"{type(error).__name__}: {error}")
        finally:
            self.seconds += time.monotonic() - began
        return True

    @property
    def failed(self) -> list[Finding]:
        """What did not hold."""
        return [row for row in self.rows if row.ok is False]

    @property
    def not_tried(self) -> list[Finding]:
        """What could not be tried here."""
        return [row for row in self.rows if row.ok is None]

    def _add(self, finding: Finding) -> None:
        self.rows.append(finding)
        word = {True: "ok  ", False: "FAIL", None: "NOT TRIED"}[finding.ok]
        print(f"{word} {self.target}: {finding.name}{f' — {finding.detail}' if finding.detail else ''}", flush=True)


def code_of(all_findings: list[Findings]) -> int:
    """0 if everything was tried and held, 3 if all that was tried held, 1 if something did not or nothing was tried."""
    rows = [row for one in all_findings for row in one.rows]
    if any(row.ok is False for row in rows) or all(row.ok is None for row in rows):
        return 1
    return 3 if any(one.not_tried for one in all_findings) else 0


def write(file: Path, version: str, all_findings: list[Findings]) -> None:
    """Keep what was found; what was found on targets that were not tried this time stays as it was."""
    kept: dict[str, Any] = json.loads(file.read_text("utf-8"))["targets"] if file.exists() else {}
    for one in all_findings:
        kept[one.target] = {
            "ok": not one.failed and not one.not_tried,
            "seconds": round(one.seconds),
            "findings": [{"name": row.name, "ok": row.ok, "detail": row.detail} for row in one.rows],
            "figures": {name: {"value": value, "unit": unit} for name, (value, unit) in one.figures.items()},
        }
    whole = {"version": version, "targets": dict(sorted(kept.items()))}
    file.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")
