"""The system's key store: used where there is a real one, never needed, never one that keeps in the clear."""

from collections.abc import Callable

import keyring
import pytest
from keyring.backends import chainer, fail, null

from app.workspace.key_store import KeyStore, trusted
from tests.helpers.homecoming import Safe

HALF = bytes(range(32))


def test_a_half_is_kept_and_forgotten() -> None:
    store = KeyStore(Safe())

    assert store.available
    assert store.get("ab") == b""
    assert store.put("ab", HALF)
    assert store.get("ab") == HALF
    store.remove("ab")
    assert store.get("ab") == b""


def test_a_store_that_fails_is_one_that_has_nothing() -> None:
    """Also in the middle: never an error in front of a teacher."""
    safe = Safe()
    store = KeyStore(safe)
    store.put("ab", HALF)
    safe.broken = True

    assert store.get("ab") == b""
    assert not store.put("ab", HALF)
    store.remove("ab")
    safe.broken = False
    assert store.get("ab") == HALF


def test_a_store_that_forgets_at_once_does_not_count_as_keeping() -> None:
    class Sieve(Safe):
        def set_password(self, service: str, username: str, password: str) -> None:
            """Say yes, and keep nothing."""

    assert not KeyStore(Sieve()).put("ab", HALF)


def test_what_is_no_half_is_nothing() -> None:
    safe = Safe()
    safe.kept["ab"] = "not base64!"

    assert KeyStore(safe).get("ab") == b""


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, chainer.ChainerBackend, Safe])
def test_only_stores_of_a_desktop_are_trusted(backend: Callable[[], object]) -> None:
    assert not trusted(backend())


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_a_system_without_a_store_offers_none(backend: Callable[[], keyring.backend.KeyringBackend]) -> None:
    """As on a Linux without a desktop: no error, only no offer."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend())
    try:
        store = KeyStore()
        assert not store.available
        assert not store.put("ab", HALF)
        assert store.get("ab") == b""
        store.remove("ab")
    finally:
        keyring.set_keyring(before)


def test_the_trusted_modules_are_still_called_so() -> None:
    """A library that renames its backends would leave us without a store and without a word."""
    from keyring.backends import SecretService, Windows, kwallet, libsecret, macOS

    for kind in (Windows.WinVaultKeyring, SecretService.Keyring, libsecret.Keyring, kwallet.DBusKeyring, macOS.Keyring):
        assert trusted(object.__new__(kind))
