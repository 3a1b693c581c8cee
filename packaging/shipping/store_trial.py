"""Tells what a sqlcipher3 is and does: ``python store_trial.py PLACE DOES FILE``, by the Python for which it is made.

PLACE is the folder in which the package lies; DOES is ``write``, which makes two encrypted stores (FILE, by a key of 32
bytes as Tongxing has it, and FILE.phrase, by a passphrase), or ``read``, which opens such ones and checks every page.
Two packages that print the same, and read what the other wrote, can take each other's place. Only the standard library
is used.
"""

import sys
from typing import Any

KEYS = {"": "x'" + "5a" * 32 + "'", ".phrase": "同行 passphrase"}
ROWS = 200
#: What makes two SQLCiphers the same: version, how they encrypt unless told otherwise, and how they were compiled.
_ASKED = ("cipher_version", "cipher_provider", "cipher_default_settings", "compile_options")


def opened(driver: Any, file: str, key: str) -> Any:
    """A connection to an encrypted file."""
    connection = driver.connect(file)
    connection.execute(f'PRAGMA key = "{key}"')
    return connection


def facts(connection: Any) -> list[str]:
    """What the package says of itself; only the compiler's name is its own affair."""
    told = [str(connection.execute("SELECT sqlite_version(), sqlite_source_id()").fetchone())]
    for name in _ASKED:
        told += [f"{name} {row[0]}" for row in connection.execute(f"PRAGMA {name}")]
    return [line for line in told if not line.startswith("compile_options COMPILER=")]


def write(connection: Any) -> None:
    """A store with a table that can be searched by words, and one with JSON."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(text)")
    connection.execute("CREATE TABLE kept(number INTEGER PRIMARY KEY, said TEXT CHECK(json_valid(said)))")
    for number in range(ROWS):
        connection.execute("INSERT INTO found VALUES (?)", (f"lesson {number} 课",))
        connection.execute("INSERT INTO kept VALUES (?, json_object('n', ?))", (number, number))
    connection.commit()


def read(connection: Any) -> list[str]:
    """What a store holds, and what is wrong with its pages (nothing)."""
    asked = (
        "PRAGMA cipher_integrity_check",
        "PRAGMA integrity_check",
        "SELECT rowid FROM found WHERE found MATCH 'lesson 7'",
        "SELECT sum(said ->> 'n') FROM kept",
    )
    return [f"{line}: {connection.execute(line).fetchall()}" for line in asked]


def main(place: str, does: str, file: str) -> None:
    """Do it, and print what it told."""
    sys.path.insert(0, place)
    import sqlcipher3.dbapi2 as driver

    if not str(driver.__file__).startswith(place):
        raise SystemExit(f"{place} holds no sqlcipher3")
    for ending, key in KEYS.items():
        connection = opened(driver, file + ending, key)
        if does == "write":
            write(connection)
        print("\n".join([*facts(connection), *read(connection)]))
        connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
