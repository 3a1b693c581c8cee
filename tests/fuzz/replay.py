"""Gives every kept input to its parser and prints the megabytes that the process took at most."""

import resource

from tests.fuzz.corpus import kept
from tests.fuzz.target import answered
from tests.fuzz.targets import TARGETS

if __name__ == "__main__":
    for target in TARGETS.values():
        for data in [*target.seeds(), *kept(target.name)]:
            answered(target, data)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_024)
