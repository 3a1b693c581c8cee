"""Runs the tester of each target, keeps what was found, and renews the figures of docs/releasing.md."""

import importlib
from collections.abc import Sequence
from typing import Protocol, cast

from shipping.context import Context
from shipping.testing import findings as report
from shipping.testing.findings import Findings
from shipping.testing.page import renew

REPORT = "test-report.json"
PAGE = "docs/releasing.md"
#: Each target and the module whose ``run(context, findings)`` tries its package.
TESTERS = {
    "windows": "shipping.testing.windows_package",
    "deb": "shipping.testing.debian_package",
    "run": "shipping.testing.run_package",
    "portable": "shipping.testing.portable_package",
    "wheel": "shipping.testing.wheel_package",
    "relay-deb": "shipping.testing.relay_package",
    "relay-wheel": "shipping.testing.relay_wheel",
}
#: What is tried without payload, in seconds, on every change.
FAST = {"windows": "shipping.testing.fast_windows", "relay-wheel": "shipping.testing.fast_relay"}


class Tester(Protocol):
    """What a tester's module has."""

    def run(self, context: Context, findings: Findings) -> None:
        """Try the package in ``context.out``; nothing need be raised, but may be."""


def try_all(context: Context, targets: Sequence[str]) -> int:
    """Try each target; the exit code of ``shipping.testing.test``. The fast lane needs no built package: all of it."""
    chosen = FAST if context.fast else {target: TESTERS[target] for target in targets}
    found = [_tried(context, target, module) for target, module in chosen.items()]
    context.out.mkdir(parents=True, exist_ok=True)
    report.write(context.out / REPORT, context.version, found)
    if not context.fast:
        renew(context.root / PAGE, context.out)
    code = report.code_of(found)
    _say(found, code)
    return code


def _tried(context: Context, target: str, module: str) -> Findings:
    print(f"--- {target}", flush=True)
    findings = Findings(target)
    try:
        tester = cast("Tester", importlib.import_module(module))
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        findings.untried("everything", f"{module} does not exist")
        return findings
    findings.guarded("came to its end", lambda: tester.run(context, findings))
    return findings


def _say(found: list[Findings], code: int) -> None:
    for one in found:
        for row in one.failed:
            print(f"FAILED {one.target}: {row.name} — {row.detail}")
        for row in one.not_tried:
            print(f"NOT TRIED {one.target}: {row.name} — {row.detail}")
    tried = sum(row.ok is not None for one in found for row in one.rows)
    ending = {0: "All of it held.", 3: "What was tried held; the rest is named above."}.get(code, "Not all of it held.")
    print(f"{tried} findings on {len(found)} targets. {ending}", flush=True)
