"""Kill -9 of the app, the relay, a bare store's writer and an update at random moments: what was said is there, once.

Saves, visits, merges and the steps of a later version's store are under way meanwhile; of an update the old or the new
program starts, and both whole. All 500 points of each: ``python3 dev.py faults --points 500``.
"""

import os
import subprocess
import sys

import pytest

from tests.helpers.source import ROOT

POINTS = {"app": 40, "relay": 40, "store": 25, "updates": 12}


@pytest.mark.skipif(os.name == "nt", reason="the processes that are killed are forks")
@pytest.mark.parametrize("name", sorted(POINTS))
def test_what_was_acknowledged_outlives_every_kill(name: str) -> None:
    command = [sys.executable, "-m", "tests.faults.run", "--only", name, "--points", str(POINTS[name])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"figure {name} {POINTS[name]} kills" in done.stdout
