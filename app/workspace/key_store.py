"""The operating system's own key store, where there is one: it keeps a half without which no PIN can be tried.

Whoever copies the disk has a person's file and card, but not what the system keeps for its signed-in user: on Windows
the Credential Locker, on Linux the Secret Service or KWallet, on a Mac the Keychain. Where none of these answers,
binding is not offered. Backends that keep secrets in the clear, or nowhere, are not used.
"""

import base64
from typing import Protocol

from app.logs import note_failure

_SERVICE = "tongxing"
#: Where keyring's backends that really keep secrets live; not its fail and null ones, nor anybody's plain files.
_TRUSTED = (
    "keyring.backends.Windows.",
    "keyring.backends.SecretService.",
    "keyring.backends.libsecret.",
    "keyring.backends.kwallet.",
    "keyring.backends.macOS.",
)


class Backend(Protocol):
    """What is used of a keyring backend; each may raise whatever the system's store raises."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a text under a name."""

    def get_password(self, service: str, username: str) -> str | None:
        """The text that is kept under a name; None for none."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget what is kept under a name; raises where nothing is."""


class KeyStore:
    """Halves by person. Nothing here raises: a store that fails has nothing and keeps nothing."""

    def __init__(self, backend: Backend | None = None) -> None:
        """``backend`` is for tests; else the system's own is looked for when it is first needed."""
        self._backend, self._looked = backend, backend is not None

    @property
    def available(self) -> bool:
        """Is there a store that keeps what it is given?"""
        return self._found() is not None

    def put(self, person: str, half: bytes) -> bool:
        """Keep a half; False if the store did not take it, or does not give it back."""
        backend = self._found()
        if backend is None:
            return False
        try:
            backend.set_password(_SERVICE, person, base64.b64encode(half).decode("ascii"))
        except Exception as error:  # backends raise whatever their desktop's service raises
            note_failure(error)
            return False
        return self.get(person) == half

    def get(self, person: str) -> bytes:
        """The half of a person; empty when the store has none, or does not answer."""
        backend = self._found()
        if backend is None:
            return b""
        try:
            return base64.b64decode(backend.get_password(_SERVICE, person) or "", validate=True)
        except Exception as error:  # as in put
            note_failure(error)
            return b""

    def remove(self, person: str) -> None:
        """Forget a half that is no longer needed, if the store lets us."""
        backend = self._found()
        if backend is None:
            return
        try:
            backend.delete_password(_SERVICE, person)
        except Exception as error:  # as in put; what is left there opens nothing
            note_failure(error)

    def _found(self) -> Backend | None:
        if not self._looked:
            self._looked = True
            self._backend = _system()
        return self._backend


def _system() -> Backend | None:
    """The system's store, tried with a real question: on many desktops the library is there and the service is not."""
    import keyring  # 0.3 s and 16 MB, and most people never need it
    from keyring.backends.chainer import ChainerBackend

    try:
        chosen = keyring.get_keyring()
        backends = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
        for backend in backends:
            if trusted(backend):
                backend.get_password(_SERVICE, "available")
                return backend
    except Exception as error:  # as in KeyStore.put
        note_failure(error)
    return None


def trusted(backend: object) -> bool:
    """Is this one of the stores that a desktop keeps locked?"""
    kind = type(backend)
    return f"{kind.__module__}.".startswith(_TRUSTED)
