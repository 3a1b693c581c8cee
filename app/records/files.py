"""A picture or file that is attached to a record: what the record says of it. Its content travels beside the record.

The record's document holds one mark a file (so two that are added while apart both stay, and taking one out is a mark
that can be taken back). The member is one line, the same on every machine, in the order in which files were added:

    1790000000 AAECAwQFBgcICQoL 184320 jpeg 47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU @0011223344556677 黑板.jpg
    added      id               bytes  sort SHA-256 of the content, base64url          added by            name
"""

import base64
import binascii
import os
import re
from dataclasses import dataclass

from app.errors import Bug
from app.ids import FILE_BYTES, Chance, FileId, PersonId
from app.protocol.limits import MAX_ATTACHMENT
from app.records.people import person_of, person_value

DIGEST_BYTES = 32

#: The most bytes of one attached file.
MAX_FILE = MAX_ATTACHMENT
#: The longest name, its end included; a longer one is cut in its middle.
NAME_LENGTH = 80

_SORT = re.compile(r"[a-z0-9]{1,8}")
_COUNT = re.compile(r"0|[1-9][0-9]{0,15}")
#: Sorts that are shown as pictures.
PICTURES = frozenset({"jpeg", "png"})


@dataclass(frozen=True)
class Attached:
    """One file of a record. ``added`` in Unix seconds by the adder's clock, ``size`` in bytes of the content, ``sort``
    the usual end of such files' names, ``digest`` the content's SHA-256, ``by`` who added it; None if that is not
    legible."""

    added: int
    file: FileId
    size: int
    sort: str
    digest: bytes
    by: PersonId | None
    name: str

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown as a picture."""
        return self.sort in PICTURES

    def member(self) -> str:
        """The line that stands in the record. Raises Bug for values that no file has."""
        numbers = (str(self.added), _text(self.file), str(self.size), self.sort, _text(self.digest))
        line = " ".join((*numbers, _who(self.by), self.name))
        if attached(line) != self:
            raise Bug("bug", f"no attachment: {line!r}")
        return line


def attached(member: str) -> Attached | None:
    """What a member of a file field says; None if it is not of our form, as one by a later program may be."""
    parts = member.split(" ", 6)
    if len(parts) != 7 or not all(_COUNT.fullmatch(parts[place]) for place in (0, 2)) or not _SORT.fullmatch(parts[3]):
        return None
    file, digest = _bytes(parts[1], FILE_BYTES), _bytes(parts[4], DIGEST_BYTES)
    name = parts[6]
    if file is None or digest is None or not name.strip() or len(name) > NAME_LENGTH or not name.isprintable():
        return None
    size, by = int(parts[2]), person_of(parts[5])
    # One writing only, for the line is the name of the mark by which the file is taken out again.
    if not 0 < size <= MAX_FILE or parts[5] != _who(by):
        return None
    return Attached(int(parts[0]), FileId(file), size, parts[3], digest, by, name)


def all_attached(members: object) -> list[Attached]:
    """The legible files of a file field's value, in the order in which they were added."""
    lines = [member for member in members if isinstance(member, str)] if isinstance(members, list) else []
    found = (file for file in map(attached, lines) if file is not None)
    return sorted(found, key=lambda file: (file.added, file.file, file.name))


def new_file_id(chance: Chance = os.urandom) -> FileId:
    """A fresh id; 96 random bits, so that no two offline laptops ever meet on one."""
    return FileId(chance(FILE_BYTES))


def clean_name(name: str, sort: str) -> str:
    """A file's name as it is kept: one printable line without a path, with the end that belongs to its sort."""
    last = re.split(r"[/\\]", name)[-1]
    plain = " ".join("".join(character if character.isprintable() else " " for character in last).split())
    stem, dot, end = plain.rpartition(".")
    if not dot or not stem.strip(" .") or (end.casefold() not in _ENDS.get(sort, (sort,))):
        stem, end = (plain if not dot or not _looks_like_end(end) else stem), _ENDS.get(sort, (sort,))[0]
    stem = stem.strip(" .") or "1"
    room = NAME_LENGTH - len(end) - 1
    if len(stem) > room:
        stem = f"{stem[: room - 10].rstrip()}…{stem[-8:].lstrip()}"
    return f"{stem}.{end}"


#: Ends of names that a sort is known by; the first is given to a name that has none of them.
_ENDS = {"jpeg": ("jpg", "jpeg"), "text": ("txt", "csv", "md")}


def _looks_like_end(end: str) -> bool:
    return 1 <= len(end) <= 5 and end.isascii() and end.isalnum()


def _who(person: PersonId | None) -> str:
    return person_value(person) if person is not None else "@"


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _bytes(text: str, length: int) -> bytes | None:
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    # One writing only: what is written again must be what was read.
    return raw if len(raw) == length and _text(raw) == text else None
