"""What an operator may set, and where the relay keeps its files: one folder holds everything.

home/
  relay.db          the log, with SQLite's -wal and -shm beside it; not there if PostgreSQL holds it
  certificate.pem   the relay's own certificate; its SHA-256 is the relay's id and stands in every ticket
  key.pem           the private key of that certificate, readable by the operator alone
  tongxing.log      what went wrong: codes and line numbers
"""

from dataclasses import dataclass, field
from pathlib import Path

#: Bytes in a MiB, so that the numbers below can be read.
MIB = 1024 * 1024

DEFAULT_HOST = "0.0.0.0"
DEFAULT_PORT = 8443
#: The environment variable that may hold the database's address, password included.
DATABASE_VARIABLE = "TONGXING_RELAY_DATABASE"
#: The environment variable that may name the relay's folder, as an installed package sets it.
HOME_VARIABLE = "TONGXING_RELAY_HOME"


@dataclass(frozen=True)
class Allowances:
    """How much the relay takes; units are bytes unless a name says otherwise."""

    #: One space: text of forty teachers for ten years is about 100 MiB, so this is never met by honest use.
    space_bytes: int = 512 * MIB
    #: Pictures and files of one space, out of the above: a thousand shrunk pictures. Text always finds room besides.
    attachment_bytes: int = 192 * MIB
    #: One space in one day: a first upload of years of work fits; a broken laptop cannot fill the disk overnight.
    day_bytes: int = 64 * MIB
    #: All spaces of one school in one day: its teachers together, also on the day on which all begin.
    school_day_bytes: int = 1024 * MIB
    #: All spaces of one school: forty times the hundred MiB above, with as much room for pictures.
    school_bytes: int = 8192 * MIB
    #: Envelopes of one device in one day, over all its spaces: no laptop uses up its school's day.
    device_day_bytes: int = 128 * MIB
    #: Requests of one device in one minute: a road that breaks every second makes far fewer.
    visits_per_minute: int = 600
    #: Spaces of one school: every teacher in ten circles.
    school_spaces: int = 5_000
    #: Spaces altogether: a county with 10,000 teachers has about this many circles.
    spaces: int = 100_000
    #: The body of one request. What is left goes with the next visit.
    request_bytes: int = 32 * MIB
    #: The disk's free room below which nothing more is taken, so that SQLite can always finish what it began.
    free_bytes: int = 64 * MIB


@dataclass(frozen=True)
class Pace:
    """When the relay commits, and how long it waits; bytes and seconds."""

    #: Uploaded bytes that are committed together: one flush of the disk for about eight full envelopes.
    commit_bytes: int = 64 * 1024
    #: One page of an answer. An answer of a single page goes out with its length, a longer one in chunks.
    page_bytes: int = 64 * 1024
    #: Silence in the middle of a request after which the visitor is taken for gone. 2G cells stall for this long.
    silence_seconds: float = 90.0
    #: How long an idle connection is kept, so that joining (two requests) needs one TLS handshake.
    keep_alive_seconds: int = 75


@dataclass(frozen=True)
class RelaySettings:
    """One relay: its folder and what it takes."""

    home: Path
    #: The address of a PostgreSQL database; empty for SQLite in the folder.
    address: str = ""
    allowances: Allowances = field(default_factory=Allowances)
    pace: Pace = field(default_factory=Pace)
    #: The folder of newer versions that it hands out; None hands out nothing.
    updates: Path | None = None

    @property
    def database(self) -> Path:
        """SQLite's file, used where no address is given."""
        return self.home / "relay.db"

    @property
    def target(self) -> Path | str:
        """The database: SQLite's file, or PostgreSQL's address."""
        return self.address or self.database

    @property
    def certificate(self) -> Path:
        """The relay's own certificate (PEM), whose SHA-256 is its pin."""
        return self.home / "certificate.pem"

    @property
    def key(self) -> Path:
        """The private key of the certificate (PEM); nobody else may read the file."""
        return self.home / "key.pem"
