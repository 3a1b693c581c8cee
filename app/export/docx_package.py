"""The parts of a Word file (ECMA-376 part 2): nothing is fetched, no entity is resolved, no macro is looked at."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from app.errors import FileError
from app.export.office_zip import ZIP_TROUBLE, open_zip

_MAIN = "word/document.xml"
_OFFICE_DOCUMENT = "/officeDocument"


class Package:
    """A Word file's parts, by name."""

    def __init__(self, data: bytes) -> None:
        """Raises FileError: file.too_large, file.locked, file.old_word, file.not_word, file.broken, file.swollen."""
        self._zip = open_zip(data, other="file.not_word", old="file.old_word")
        self._sizes = {info.filename: info.file_size for info in self._zip.infolist()}
        self.main = self._main()

    def tree(self, name: str) -> etree._Element:
        """The root element of a part. Raises FileError("file.broken") if it is not there or no sound XML."""
        if name not in self._sizes:
            raise FileError("file.broken", f"no part {name[:60]!r}")
        try:
            data = self._zip.read(name)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            root = etree.fromstring(data, parser)
        except (*ZIP_TROUBLE, etree.XMLSyntaxError) as error:
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
