"""Gives every kept input to its parser and prints the megabytes that the process took at most (Linux)."""

from tests.fuzz.corpus import kept
from tests.fuzz.target import answered
from tests.fuzz.targets import TARGETS
from tests.helpers.memory import peak_megabytes

if __name__ == "__main__":
    for target in TARGETS.values():
        for data in [*target.seeds(), *kept(target.name)]:
            answered(target, data)
    print(peak_megabytes())
