"""Both databases that a relay can stand on, each time empty: a file, or a PostgreSQL server of our own.

The server comes from Debian's package `postgresql`. It is started once for each process that runs tests, in a temporary
folder, reachable through a socket in that folder alone (so no port can be taken), and stopped at the end. Where the
package is missing, the tests on it are skipped, and tests/conftest.py says so loudly.
"""

import atexit
import itertools
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import psycopg
import pytest

DATABASES = ("SQLite", "PostgreSQL")
#: What a skipped test says; the words in capitals are looked for at the end of a run.
MISSING = "NOT TESTED on PostgreSQL: the package `postgresql` is not installed"
_NAMES = itertools.count(1)
#: As root PostgreSQL refuses to run; Debian's package makes this user.
_USER = "postgres"


def new_database(kind: str, folder: Path) -> Path | str:
    """What to open as an empty database of this kind."""
    if kind == "SQLite":
        return folder / "relay.db"
    server = postgres()
    if server is None:
        pytest.skip(MISSING)
    return server.new_database()


class PostgresServer:
    """A server that runs; ``folder`` holds its socket and its data."""

    def __init__(self, programs: Path, place: Path | None = None) -> None:
        """``place`` is where its folder is made: in memory if nothing else is said and the machine has such a place."""
        memory = Path("/dev/shm")
        within = place or (memory if os.access(memory, os.W_OK) and _roomy(memory) else None)
        self.folder = Path(tempfile.mkdtemp(prefix="tongxing-pg-", dir=within))
        self._programs = programs
        self._user: dict[str, str | list[str]] = {}
        if os.geteuid() == 0:
            shutil.chown(self.folder, _USER, _USER)
            self._user = {"user": _USER, "group": _USER, "extra_groups": []}
        self._run("initdb", "-A", "trust", "-U", _USER, "-E", "UTF8", "--locale=C", "--no-sync")
        # As small as it gets, since many may run beside one another; everything durable stays as it is.
        options = f"-k {self.folder} -c listen_addresses='' -c shared_buffers=16MB -c max_connections=40"
        options += " -c max_wal_size=64MB -c min_wal_size=32MB"
        self._run("pg_ctl", "-w", "-o", options, "-l", str(self.folder / "log"), "start")
        self._say("CREATE DATABASE relays")

    def new_database(self) -> str:
        """The address of an empty place of its own: a user's schema, which costs a thousandth of a database."""
        name = f"relay{next(_NAMES)}"
        self._say(f"CREATE ROLE {name} LOGIN", "relays")
        self._say(f"CREATE SCHEMA {name} AUTHORIZATION {name}", "relays")
        return f"postgresql+psycopg://{name}@/relays?host={self.folder}"

    def _say(self, statement: str, database: str = "postgres") -> None:
        with psycopg.connect(f"host={self.folder} user={_USER} dbname={database}", autocommit=True) as connection:
            connection.execute(statement.encode())

    def restart(self) -> None:
        """Stop at once, as a crash does, and start again."""
        self._run("pg_ctl", "-w", "-t", "200", "-m", "immediate", "-l", str(self.folder / "log"), "restart")

    def stop(self) -> None:
        """Stop it and remove its folder."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "-D", str(self.folder / "data"), *arguments]
        # No pipes: the server would inherit them, and nobody could wait for their end.
        with (self.folder.parent / f"{self.folder.name}.out").open("w+") as output:
            done = subprocess.run(
                command,
                cwd=self.folder,
                stdout=output,
                stderr=output,
                check=False,
                **self._user,  # type: ignore[call-overload]  # one dict for three arguments
            )
            output.seek(0)
            said = output.read()
        Path(output.name).unlink()
        if done.returncode:
            raise AssertionError(f"{program}: {said}")


@cache
def postgres(place: Path | None = None) -> PostgresServer | None:
    """The server of this process, started at the first call; None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found or os.name == "nt":
        return None
    server = PostgresServer(found[-1].parent, place)
    atexit.register(server.stop)
    return server


def _roomy(folder: Path) -> bool:
    return shutil.disk_usage(folder).free > 2**30
