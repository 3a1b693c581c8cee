"""No network: how long until a visit says so.

    python3 dev.py bench no_network

Visits run where no way leads anywhere (a network namespace of their own, made with `unshare`), to a relay known by its
name and to one known by its number. The baseline is a plain connection to the same number from Python's own library.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
from time import monotonic

from app.crypto.signing import SigningKey
from app.errors import LinkError
from app.sync.links.http import HttpLink
from app.sync.push import signed_hello
from tests.benchmarks.figures import figure, median

#: Nobody's, by RFC 6761 and RFC 5737.
NAME, NUMBER, PORT = "relay.school.example", "198.51.100.7", 8443
TIMES = 9


def main(arguments: list[str]) -> int:
    """Run itself where there is no network; gives 1 where the system cannot make such a place."""
    if arguments == ["inside"]:
        for name, host in (("by name", NAME), ("by number", NUMBER)):
            figure(f"nobody reached, relay known {name}", median([_visit(host) for _ in range(TIMES)]), "ms")
        figure("baseline: plain connection", median([_plain() for _ in range(TIMES)]), "ms")
        return 0
    unshare = shutil.which("unshare")
    command = [str(unshare), "--map-root-user", "--net", sys.executable, "-m", "tests.benchmarks.no_network", "inside"]
    if unshare is None or subprocess.run(command, check=False).returncode:
        print("This system makes no place without a network: `unshare --net` is missing or forbidden.", file=sys.stderr)
        return 1
    return 0


def _visit(host: str) -> float:
    """Milliseconds until the link says that nobody is there."""
    key = SigningKey.generate(os.urandom)
    link = HttpLink(f"https://{host}:{PORT}", bytes(32))
    began = monotonic()
    try:
        list(link.exchange(signed_hello(key, bytes(32), visit=1, spaces=()), []))
    except LinkError as error:
        if error.code != "link.unreachable":
            raise
    finally:
        link.close()
    return (monotonic() - began) * 1_000


def _plain() -> float:
    began = monotonic()
    with contextlib.suppress(OSError):
        socket.create_connection((NUMBER, PORT), timeout=20).close()
    return (monotonic() - began) * 1_000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
