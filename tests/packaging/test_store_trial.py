"""The trial of an sqlcipher3 notices what would keep two of them from reading each other's stores."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from shipping import store_trial

KEY = store_trial.KEYS[""]


def test_what_was_written_is_read_again_and_is_encrypted(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    first = store_trial.opened(driver, str(file), KEY)
    store_trial.write(first)
    told = [*store_trial.facts(first), *store_trial.read(first)]
    first.close()
    second = store_trial.opened(driver, str(file), KEY)

    assert [*store_trial.facts(second), *store_trial.read(second)] == told
    assert b"lesson" not in file.read_bytes()
    assert told[-4:] == [
        "PRAGMA cipher_integrity_check: []",
        "PRAGMA integrity_check: [('ok',)]",
        "SELECT rowid FROM found WHERE found MATCH 'lesson 7': [(8,)]",
        f"SELECT sum(said ->> 'n') FROM kept: [({sum(range(store_trial.ROWS))},)]",
    ]


def test_a_page_that_does_not_agree_with_its_seal_is_told(tmp_path: Path) -> None:
    """A package with other seals reads such pages in every store of the other."""
    file = tmp_path / "store.db"
    connection = store_trial.opened(driver, str(file), KEY)
    store_trial.write(connection)
    connection.close()
    data = bytearray(file.read_bytes())
    data[-100] ^= 1
    file.write_bytes(data)

    damaged = store_trial.opened(driver, str(file), KEY)
    with pytest.raises(driver.DatabaseError):
        store_trial.read(damaged)


def test_the_facts_name_version_defaults_and_options_but_no_compiler() -> None:
    """Those are what a store depends on; who compiled it is not."""
    connection = store_trial.opened(driver, ":memory:", KEY)
    told = "\n".join(store_trial.facts(connection))

    assert "cipher_version 4." in told
    assert "cipher_default_hmac_algorithm = HMAC_SHA512" in told
    assert "compile_options ENABLE_FTS5" in told
    assert "COMPILER" not in told
