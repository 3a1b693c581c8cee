"""What holds for every test: no real home, no real screen, no clock to race against."""

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

import hypothesis
import pytest

os.environ["TONGXING_ISOLATED"] = "1"  # app.paths then refuses the real home, whatever a test forgets
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# What tests write lies in memory where the machine has room for it, their processes' files too: nobody cuts the power
# of a test, and thousands of small files that are each flushed to a disk take longer than what is tried with them.
_MEMORY, _ROOM = Path("/dev/shm"), 2 << 30


def _fits() -> bool:
    """Has it room, and may programs be started from there, as those that are built for a test?"""
    if not os.access(_MEMORY, os.W_OK) or shutil.disk_usage(_MEMORY).free <= _ROOM:
        return False
    return not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC


if "TMPDIR" not in os.environ and _fits():
    os.environ["TMPDIR"] = str(_MEMORY)
    tempfile.tempdir = None  # it is asked for anew

# What is read before the first test stays to the end: Python's collector need not walk through it, again and again.
gc.disable()

# A busy machine must not fail an honest test: hypothesis judges results here, never how long they took.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.load_profile("house")


def pytest_collection_finish() -> None:
    """Let the collector work from here on, on what the tests themselves make."""
    gc.freeze()
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what this machine could not test, each reason once: a silent skip is soon taken for a pass."""
    reasons = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ()) if report.longrepr]
    for reason in sorted({reason for reason in reasons if "NOT TESTED" in reason}):
        count = sum(reason == other for other in reasons)
        terminalreporter.write_sep("!", f"{reason.removeprefix('Skipped: ')} ({count} tests)", red=True, bold=True)


def pytest_sessionfinish() -> None:
    """Let go of what tests left on the clipboard: without a screen Qt looks for it once Python is gone, and crashes."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        widgets.QApplication.clipboard().clear()
