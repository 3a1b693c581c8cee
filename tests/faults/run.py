"""Kills programs at random points: ``python3 dev.py faults --points 500``."""

import argparse
import sys

from tests.faults.people import kill_people
from tests.faults.relays import kill_relay
from tests.faults.stores import kill_store
from tests.faults.updates import kill_updates

KILLS = {"app": kill_people, "relay": kill_relay, "store": kill_store, "updates": kill_updates}


def main(arguments: list[str]) -> int:
    """Kill, check, and say what happened meanwhile."""
    parser = argparse.ArgumentParser(prog="dev.py faults")
    parser.add_argument("--points", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(KILLS))
    asked = parser.parse_args(arguments)
    for name in [asked.only] if asked.only else sorted(KILLS):
        counts = KILLS[name](asked.points, asked.seed)
        print(f"figure {name}", ", ".join(f"{count} {what}" for what, count in counts.items()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
