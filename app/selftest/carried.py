"""What the program carries: every module of its own, and every library with its compiled parts."""

import importlib
import os
import pkgutil
import sys
import tempfile
from pathlib import Path

import app
from app.crypto import selftest as ciphers
from app.installed import installation
from app.resources import LANGUAGES, resource
from app.selftest.checks import Scene, must
from app.text import read_sentences

#: The other house: a teacher's program does not carry its libraries.
_NOT_OURS = ("app.relay", "app.__main__")
#: Every distribution that the program needs, by its name, and the modules of it that we or the others import.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "pyside6-essentials": ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtPrintSupport"),
    "sqlite-utils": ("sqlite_utils", "sqlite_utils.db"),
    "cryptography": ("cryptography.hazmat.bindings._rust", "cryptography.hazmat.primitives.ciphers.aead"),
    "requests": ("requests", "urllib3", "certifi", "idna", "charset_normalizer", "ssl"),
    "loro": ("loro",),
    "sqlcipher3": ("sqlcipher3.dbapi2",),
    "msgspec": ("msgspec", "msgspec.msgpack", "msgspec._core"),
    "backports.zstd": ("backports.zstd",) if sys.version_info < (3, 14) else ("compression.zstd",),
    "mnemonic": ("mnemonic",),
    "keyring": ("keyring", "keyring.backends.chainer", "keyring.backends.fail"),
    "lxml": ("lxml.etree",),
    "python-docx": ("docx", "docx.oxml"),
    "openpyxl": ("openpyxl", "openpyxl.cell._writer"),
}
#: What asks the system's key store.
_KEY_STORES = {"linux": ("secretstorage", "jeepney"), "win32": ("win32ctypes.pywin32.win32cred",)}


def own_modules(_scene: Scene) -> str:
    """Import every module of the program."""
    wrong: list[str] = []
    names = [
        found.name
        for found in pkgutil.walk_packages(app.__path__, "app.", onerror=wrong.append)
        if not found.name.startswith(_NOT_OURS)
    ]
    for name in names:
        try:
            importlib.import_module(name)
        except Exception as error:
            wrong.append(f"{name} ({type(error).__name__}: {error})")
    must(not wrong, f"cannot be imported: {', '.join(wrong)}")
    must(len(names) > len(LIBRARIES), f"only {len(names)} modules were found")
    return f"{len(names)} modules"


def libraries(_scene: Scene) -> str:
    """Import every library; the other checks use them."""
    names = [name for modules in LIBRARIES.values() for name in modules] + list(_KEY_STORES.get(sys.platform, ()))
    for name in names:
        importlib.import_module(name)
    return f"{len(names)} modules of {len(LIBRARIES)} libraries"


def all_ciphers(_scene: Scene) -> str:
    """Known answers of every cipher as we call it."""
    return f"{ciphers.run()} known answers"


def languages(_scene: Scene) -> str:
    """The same sentences in every language, none empty."""
    found = {language: read_sentences(resource("i18n", language)) for language in LANGUAGES}
    keys = [set(sentences) for sentences in found.values()]
    must(all(one == keys[0] for one in keys), "the languages have different sentences")
    must(all(text.strip() for sentences in found.values() for text in sentences.values()), "an empty sentence")
    return f"{len(keys[0])} sentences in {', '.join(found)}"


def release_key(_scene: Scene) -> str:
    """The public key by which updates are known as ours."""
    key = resource("keys", "release.pub").read_text("ascii").strip()
    must(key, "an empty key")
    return key.splitlines()[-1]


def licences(_scene: Scene) -> str:
    """The texts of the licences, the offer of sources and the bill of materials; a checkout has none."""
    here = installation()
    if here is None:
        return "not installed: a checkout or a wheel"
    names = {path.name for path in here.licenses.iterdir()}
    must({"README.txt", "sbom.json"} <= names, f"only {sorted(names)}")
    return f"{len(names)} entries"


def writing_in_home(home: Path) -> str:
    """May a person's files be written? A file without a name is made in the home, or in what there is above it."""
    place = home
    while not place.exists():
        place = place.parent
    must(os.access(place, os.W_OK), f"{place} cannot be written")
    with tempfile.TemporaryFile(dir=place) as file:
        file.write(b"tongxing")
    return f"{home} ({'there' if place == home else 'not made yet'})"
