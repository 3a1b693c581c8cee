"""Whatever bytes arrive, a parser answers with a value or with a refusal of ours; fuzzed, and replayed here.

``python3 dev.py fuzz NAME`` looks for more; docs/testing.md says how, and docs/figures.md what long runs found.
"""

import subprocess
import sys

import pytest

from tests.fuzz.corpus import FOLDER, kept, mutations
from tests.fuzz.target import answered
from tests.fuzz.targets import TARGETS
from tests.helpers.source import ROOT

#: Inputs that nobody wrote, a parser, in each ordinary run; the same ones every time.
MUTATIONS = 1_500
CORPUS_BYTES = 2_000_000
MEMORY_MB = 200


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_kept_inputs_are_answered(name: str) -> None:
    """Real bytes, all that long runs found to reach further, and every finding of the past."""
    target = TARGETS[name]
    taken = 0
    for data in [*target.seeds(), *kept(name)]:
        taken += answered(target, data)

    assert taken > 0, "not one of the real inputs was taken: the harness no longer fits the parser"


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_changed_inputs_are_answered(name: str) -> None:
    """A few seconds of what a long run does for hours."""
    target = TARGETS[name]
    refused = 0
    for data in mutations([*target.seeds(), *kept(name)], seed=1, count=MUTATIONS, longest=target.longest):
        refused += not answered(target, data)

    assert refused > MUTATIONS // 10


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
def test_no_input_takes_much_memory() -> None:
    """A process that does nothing but replay the corpus stays small, whatever an input promises to expand to."""
    command = [sys.executable, "-m", "tests.fuzz.replay"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert 0 < int(done.stdout) < MEMORY_MB


def test_the_corpus_stays_small_and_is_nobody_elses() -> None:
    files = [file for file in FOLDER.glob("*/*") if file.is_file()]

    assert sum(file.stat().st_size for file in files) < CORPUS_BYTES
    assert {file.parent.name for file in files} == set(TARGETS)
