"""What makes a relay this relay: its certificate and its admission code, kept in the database for all its processes.

The two .pem files in the folder are copies for the TLS library. A process that starts in an empty folder, on a second
machine say, writes them from the database; a database that has none takes up those that lie in the folder. Thus a
backup of the database is a backup of everything.
"""

import os
from pathlib import Path

from app.relay.certificate import Pair, fresh_pair, read_pair, write_pair
from app.relay.database import Connection, Database
from app.relay.schools import CODE_BYTES
from app.relay.settings import RelaySettings

#: 128 random bits: who is asked for them over a network guesses in vain.
_TOKEN_BYTES = 16


class OtherRelay(Exception):
    """The folder holds the certificate of another relay than the database."""


def establish(settings: RelaySettings, database: Database, now: int) -> bytes:
    """Make or find certificate and admission code, and put the .pem files in place; gives the code.

    ``now`` is Unix seconds. Raises OtherRelay; FileNotFoundError when only the certificate is left in the folder and
    nothing in the database; OSError; StorageError.
    """
    lying, fresh, code = read_pair(settings), fresh_pair(now), os.urandom(CODE_BYTES).hex()

    def agree(connection: Connection) -> tuple[Pair, str]:
        known = stored_pair(database, connection)
        pair = known or lying or fresh
        if known is None:
            database.set_fact(connection, "key", pair.key.decode())
            database.set_fact(connection, "certificate", pair.certificate.decode())
        admission = database.fact(connection, "admission")
        if admission is None:
            admission = code
            database.set_fact(connection, "admission", code)
        return pair, admission

    pair, admission = database.write(agree)
    if lying is not None and lying.certificate != pair.certificate:
        raise OtherRelay(str(settings.home))
    if lying != pair:
        write_pair(settings, pair)
    return bytes.fromhex(admission)


def stored_pair(database: Database, connection: Connection) -> Pair | None:
    """The certificate that the database holds, with its key; None before the first start."""
    key, certificate = database.fact(connection, "key"), database.fact(connection, "certificate")
    if key is None or certificate is None:
        return None
    return Pair(key.encode(), certificate.encode())


def operator_token(database: Database) -> str:
    """What opens the status page and the figures; made at the first call, and the same for all processes."""
    fresh = os.urandom(_TOKEN_BYTES).hex()

    def agree(connection: Connection) -> str:
        known = database.fact(connection, "operator")
        if known is None:
            database.set_fact(connection, "operator", fresh)
        return known or fresh

    return database.write(agree)


def private(path: Path) -> None:
    """Let only the operator read a file that holds the key. Windows has no such rights; there the folder's hold."""
    path.touch(0o600)
    path.chmod(0o600)
