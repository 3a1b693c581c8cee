"""Small values of this person and this machine: root secret, device seed, name, language and other settings."""

from app.store.database import Database
from app.store.remembered import Remembered


class Identity:
    """Named values. Secrets lie here and nowhere else; the file around them is encrypted."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: Remembered[str, bytes | None] = Remembered(database)

    def get(self, name: str) -> bytes | None:
        """The bytes kept under ``name``, or None."""
        return self._known.get(name, lambda: self._read(name))

    def set(self, name: str, value: bytes) -> None:
        """Keep ``value`` under ``name``, in place of what was there. Raises StoreError."""
        self._database.run(
            "INSERT INTO identity (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )
        self._known.forget(name)

    def remove(self, name: str) -> None:
        """Forget what was kept under ``name``, if anything. Raises StoreError."""
        if self.get(name) is not None:
            self._database.run("DELETE FROM identity WHERE name = ?", (name,))
            self._known.forget(name)

    def text(self, name: str, default: str = "") -> str:
        """The text kept under ``name``, or ``default``."""
        value = self.get(name)
        return default if value is None else value.decode("utf-8")

    def set_text(self, name: str, value: str) -> None:
        """Keep a text under ``name``. Raises StoreError."""
        self.set(name, value.encode("utf-8", "replace"))

    def _read(self, name: str) -> bytes | None:
        value = self._database.value("SELECT value FROM identity WHERE name = ?", (name,))
        return None if value is None else bytes(value)
