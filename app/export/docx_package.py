"""The parts of a Word file (ECMA-376 part 2), opened with care: a file from a stick may be broken or mean harm.

Nothing is fetched, no entity is resolved, no macro is looked at; the sizes that the file claims are summed up before
anything is unpacked, and ``zipfile`` gives no more than a part claims to have.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from app.errors import FileError

#: What a file, and its texts unpacked, may have. A school's longest plan has two hundredths of it; a text that is
#: unpacked takes ten times its size while it is read.
MOST_FILE = 30_000_000
MOST_TEXT = 12_000_000
MOST_PARTS = 4_000

_MAIN = "word/document.xml"
_OFFICE_DOCUMENT = "/officeDocument"
#: How files begin that are no zip: Word's older format, and every document that is locked by a password.
_OLD = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ZIP_TROUBLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Package:
    """A Word file's parts, by name."""

    def __init__(self, data: bytes) -> None:
        """Raises FileError: file.too_large, file.locked, file.old_word, file.not_word, file.broken."""
        if len(data) > MOST_FILE:
            size = -(-len(data) // 1_000_000)
            raise FileError("file.too_large", f"{len(data)} bytes", size=size, limit=MOST_FILE // 1_000_000)
        if data.startswith(_OLD):
            raise FileError("file.locked" if _LOCKED in data else "file.old_word", "an OLE file")
        if not data.startswith(b"PK"):
            raise FileError("file.not_word", "no zip")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_TROUBLE as error:
            raise FileError("file.broken", f"zip: {type(error).__name__}") from error
        self._sizes = {info.filename: info.file_size for info in self._zip.infolist()}
        self._check_sizes()
        self.main = self._main()

    def tree(self, name: str) -> etree._Element:
        """The root element of a part. Raises FileError("file.broken") if it is not there or no sound XML."""
        if name not in self._sizes:
            raise FileError("file.broken", f"no part {name[:60]!r}")
        try:
            data = self._zip.read(name)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            root = etree.fromstring(data, parser)
        except (*_ZIP_TROUBLE, etree.XMLSyntaxError) as error:
            raise FileError("file.broken", f"part {name[:60]!r}: {type(error).__name__}") from error
        if root.getroottree().docinfo.internalDTD is not None:
            # The format forbids document type declarations: they are there to fetch or to multiply.
            raise FileError("file.broken", f"part {name[:60]!r}: declares a document type")
        return root

    def related(self, sort: str) -> str | None:
        """The part that the main part calls its ``sort``, such as ``styles``; None without one."""
        folder, file = posixpath.split(self.main)
        found = (target for type_, target in self._relations(f"{folder}/_rels/{file}.rels") if type_.endswith(sort))
        name = next(found, None)
        return None if name is None else _joined(folder, name)

    def _check_sizes(self) -> None:
        texts = sum(size for name, size in self._sizes.items() if name.lower().endswith((".xml", ".rels")))
        if texts > MOST_TEXT or len(self._sizes) > MOST_PARTS:
            raise FileError("file.swollen", f"{texts} bytes of text in {len(self._sizes)} parts")

    def _main(self) -> str:
        try:
            targets = [target for type_, target in self._relations("_rels/.rels") if type_.endswith(_OFFICE_DOCUMENT)]
        except FileError:
            targets = []
        names = [_joined("", target) for target in targets] + [_MAIN]
        main = next((name for name in names if name in self._sizes), None)
        if main is None:
            raise FileError("file.not_word", "a zip without a document")
        return main

    def _relations(self, name: str) -> Iterator[tuple[str, str]]:
        if name not in self._sizes:
            return
        for relation in self.tree(name):
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
                yield relation.get("Type", ""), relation.get("Target", "")


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
